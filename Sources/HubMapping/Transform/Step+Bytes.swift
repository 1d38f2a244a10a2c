extension Step {
  /// Scalar by scalar; nil drops one. No replacement is longer than four bytes.
  func map(_ text: TextView, _ space: TextWorkspace, _ change: (UInt32) -> UInt32?) -> TextView {
    space.begin(room: text.count * 4)
    var index = 0
    while index < text.count {
      let (value, length) = text.scalar(at: index)
      if let changed = change(value) {
        if changed == value { space.append(text.start + index, length) } else { space.append(scalar: changed) }
      }
      index += length
    }
    return space.text
  }

  func mapASCII(_ text: TextView, _ space: TextWorkspace, from range: ClosedRange<UInt8>, to base: UInt8) -> TextView {
    var index = 0
    while index < text.count, !range.contains(text[index]) { index += 1 }
    guard index < text.count else { return text }
    space.begin(room: text.count)
    for index in 0..<text.count {
      let byte = text[index]
      space.append(range.contains(byte) ? byte - range.lowerBound + base : byte)
    }
    return space.text
  }

  /// Runs of what `matches` become one space.
  func collapse(_ text: TextView, _ space: TextWorkspace, _ matches: (UInt32) -> Bool) -> TextView {
    var isInside = false
    return map(text, space) { scalar in
      guard matches(scalar) else {
        isInside = false
        return scalar
      }
      defer { isInside = true }
      return isInside ? nil : 0x20
    }
  }

  func removeControls(_ text: TextView, _ space: TextWorkspace) -> TextView {
    var index = 0
    while index < text.count, text[index] >= 0x20, text[index] < 0x7F { index += 1 }
    guard index < text.count else { return text }
    return map(text, space) { scalar in
      let isControl = (scalar < 0x20 && scalar != 0x09 && scalar != 0x0A && scalar != 0x0D) || (0x7F...0x9F).contains(scalar)
      if isControl { space.controlsRemoved += 1 }
      return isControl ? nil : scalar
    }
  }

  func remove(_ text: TextView, _ space: TextWorkspace) -> TextView {
    guard text.firstIndex(of: bytes) != nil else { return text }
    space.begin(room: text.count)
    var index = 0
    while index < text.count {
      if text.has(bytes, at: index) {
        index += bytes.count
      } else {
        space.append(text[index])
        index += 1
      }
    }
    return space.text
  }

  func first(_ text: TextView) -> TextView {
    var index = 0
    for _ in 0..<count where index < text.count { index += text.scalar(at: index).length }
    return text.dropping(0, text.count - index)
  }

  func last(_ text: TextView) -> TextView {
    var start = text.count
    for _ in 0..<count where start > 0 {
      start -= 1
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    }
    return text.dropping(start)
  }

  func pad(_ text: TextView, _ space: TextWorkspace) -> TextView {
    guard text.count < count, !text.isEmpty else { return text }
    for index in 0..<text.count where text[index] < 0x30 || text[index] > 0x39 { return text }
    space.begin(room: count)
    for _ in text.count..<count { space.append(0x30) }
    space.append(text.start, text.count)
    return space.text
  }

  /// `="0123"` and `'0123` are how spreadsheets are told to leave text alone.
  func excelText(_ text: TextView) -> TextView {
    if text.count >= 3, text[0] == 0x3D, text[1] == 0x22, text[text.count - 1] == 0x22 { return text.dropping(2, 1) }
    if text.count >= 1, text[0] == 0x27 { return text.dropping(1) }
    return text
  }

  func dayOfTime(_ text: TextView) -> TextView {
    for index in 0..<text.count where index >= 8 && (text[index] == 0x20 || text[index] == 0x54) {
      return text.dropping(0, text.count - index)
    }
    return text
  }
}
