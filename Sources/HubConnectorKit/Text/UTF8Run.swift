import HubModel

/// Checks one stretch of UTF-8 (RFC 3629: no overlong forms, no surrogates) and copies it.
struct UTF8Run {
  /// Decodes what is whole and returns how many bytes that was; the rest is a sequence cut by the end of `input`.
  func decode(_ input: UnsafeRawBufferPointer, offset: UInt64, atEnd: Bool, into out: inout TextOutput) -> Int {
    guard let start = input.bindMemory(to: UInt8.self).baseAddress else { return 0 }
    var index = 0
    while index < input.count {
      index = copyASCII(start, from: index, to: input.count, offset: offset, into: &out)
      index = copyIdeographs(start, from: index, to: input.count, into: &out)
      while index < input.count, start[index] >= 0x80 {
        let (length, isWhole) = sequence(start + index, left: input.count - index)
        if isWhole {
          put(start + index, length, into: &out)
        } else if index + length == input.count, !atEnd, isPrefix(start + index, length) {
          return index
        } else {
          out.refuse(at: offset + UInt64(index))
        }
        index += length
      }
    }
    return index
  }

  /// Copies well-formed three-byte sequences, four bytes a step, except those whose lead byte needs a closer look.
  @inline(__always) private func copyIdeographs(
    _ bytes: UnsafePointer<UInt8>, from first: Int, to end: Int, into out: inout TextOutput
  ) -> Int {
    var index = first
    while index &+ 4 <= end {
      let word = UInt32(littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt32.self))
      let lead = word & 0xFF
      guard word & 0x00C0_C0F0 == 0x0080_80E0, lead != 0xE0, lead != 0xED, lead != 0xEE else { break }
      UnsafeMutableRawPointer(out.base + out.count).storeBytes(of: word.littleEndian, as: UInt32.self)
      out.count &+= 3
      index &+= 3
    }
    return index
  }

  @inline(__always) private func put(_ bytes: UnsafePointer<UInt8>, _ length: Int, into out: inout TextOutput) {
    if length == 3, bytes[0] == 0xEE {
      let scalar = 0xE000 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F)
      out.put(packed: packed(PrivateUse.replacement(for: scalar)))
    } else {
      for index in 0..<length { out.base[out.count &+ index] = bytes[index] }
      out.count &+= length
    }
  }

  /// Length of the sequence at `bytes`, or of the longest part of it that could begin one, at least 1.
  @inline(__always) private func sequence(_ bytes: UnsafePointer<UInt8>, left: Int) -> (length: Int, isWhole: Bool) {
    let wanted = wantedLength(bytes[0])
    guard wanted > 0 else { return (1, false) }
    guard left > 1, isSecond(bytes[1], after: bytes[0]) else { return (1, false) }
    var length = 2
    while length < wanted {
      guard length < left, bytes[length] & 0xC0 == 0x80 else { return (length, false) }
      length += 1
    }
    return (length, true)
  }

  private func isPrefix(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool { wantedLength(bytes[0]) > length }

  @inline(__always) private func wantedLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  @inline(__always) private func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
    switch lead {
    case 0xE0: byte >= 0xA0 && byte <= 0xBF
    case 0xED: byte >= 0x80 && byte <= 0x9F
    case 0xF0: byte >= 0x90 && byte <= 0xBF
    case 0xF4: byte >= 0x80 && byte <= 0x8F
    default: byte & 0xC0 == 0x80
    }
  }
}
