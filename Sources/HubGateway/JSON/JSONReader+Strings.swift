extension JSONReader {
  mutating func string() throws(JSONFault) {
    let node = try open(.string)
    at += 1
    while true {
      let start = at
      while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 { at += 1 }
      document.text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<at]))
      switch current {
      case UInt8(ascii: "\""):
        at += 1
        return close(node)
      case UInt8(ascii: "\\"): try escape()
      default: throw fault(at < bytes.count && bytes[at] == 0 ? .forbiddenCharacter : .malformed)
      }
    }
  }

  private mutating func escape() throws(JSONFault) {
    at += 1
    let letter = current
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): document.text.append(letter)
    case UInt8(ascii: "b"): document.text.append(0x08)
    case UInt8(ascii: "f"): document.text.append(0x0C)
    case UInt8(ascii: "n"): document.text.append(0x0A)
    case UInt8(ascii: "r"): document.text.append(0x0D)
    case UInt8(ascii: "t"): document.text.append(0x09)
    case UInt8(ascii: "u"): append(try scalar())
    default: throw fault()
    }
  }

  /// The character of a `\u` escape, or of two where the first is half of a pair.
  private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
    let first = try hexadecimal()
    guard first >= 0xD800 && first < 0xE000 else {
      guard first != 0, let scalar = Unicode.Scalar(first) else { throw fault(.forbiddenCharacter) }
      return scalar
    }
    guard first < 0xDC00, current == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u") else {
      throw fault(.forbiddenCharacter)
    }
    at += 2
    let second = try hexadecimal()
    guard second >= 0xDC00 && second < 0xE000,
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw fault(.forbiddenCharacter) }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = current
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw fault()
      }
      at += 1
    }
    return value
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    for unit in UTF8.encode(scalar)! { document.text.append(unit) }
  }
}
