/// Bytes of valid UTF-8 that someone else owns for as long as this is used.
struct TextView {
  var start: UnsafePointer<UInt8>
  var count: Int

  subscript(index: Int) -> UInt8 { start[index] }
  var isEmpty: Bool { count == 0 }
  var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  func dropping(_ head: Int, _ tail: Int = 0) -> TextView { TextView(start: start + head, count: count - head - tail) }

  func equals(_ bytes: [UInt8]) -> Bool { count == bytes.count && has(bytes, at: 0) }

  func has(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index + bytes.count <= count else { return false }
    for offset in 0..<bytes.count where start[index + offset] != bytes[offset] { return false }
    return true
  }

  func firstIndex(of bytes: [UInt8]) -> Int? {
    guard count >= bytes.count else { return nil }
    return (0...(count - bytes.count)).first { has(bytes, at: $0) }
  }

  /// A byte that begins no blank: visible ASCII, or the lead of most ideographs (U+4000 and up, but the byte order mark).
  static func isVisibleLead(_ byte: UInt8) -> Bool {
    (byte > 0x20 && byte < 0x7F) || (byte >= 0xE4 && byte != 0xEF)
  }

  /// The scalar that begins at `index` and its length in bytes.
  func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let lead = start[index]
    if lead < 0x80 { return (UInt32(lead), 1) }
    func tail(_ offset: Int) -> UInt32 { index + offset < count ? UInt32(start[index + offset] & 0x3F) : 0 }
    if lead < 0xE0 { return (UInt32(lead & 0x1F) << 6 | tail(1), 2) }
    if lead < 0xF0 { return (UInt32(lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return (UInt32(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }
}

/// White space in the sense of people: Unicode's, the byte order mark and the zero-width space.
func isBlank(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
  default: false
  }
}

extension TextView {
  func trimmed() -> TextView {
    var head = 0
    while head < count {
      if TextView.isVisibleLead(start[head]) { break }
      let (value, length) = scalar(at: head)
      guard isBlank(value) else { break }
      head += length
    }
    var end = count
    while end > head {
      if start[end - 1] > 0x20, start[end - 1] < 0x80 { break }
      var last = end - 1
      while last > head, start[last] & 0xC0 == 0x80 { last -= 1 }
      if TextView.isVisibleLead(start[last]) { break }
      guard isBlank(scalar(at: last).value) else { break }
      end = last
    }
    return dropping(head, count - end)
  }

  var isASCII: Bool {
    for index in 0..<count where start[index] >= 0x80 { return false }
    return true
  }
}

extension TextView {
  func isSame(as other: TextView) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where start[index] != other.start[index] { return false }
    return true
  }
}
