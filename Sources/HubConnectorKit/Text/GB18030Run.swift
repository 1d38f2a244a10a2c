/// Decodes one stretch of GB 18030 bytes.
struct GB18030Run {
  let table: GB18030Table
  /// Code page 936 writes the euro sign as 0x80.
  let hasEuroByte: Bool

  /// Decodes what is whole and returns how many bytes that was; the rest is a sequence cut by the end of `input`.
  ///
  /// After a bad sequence reading goes on so that no line end, quote or delimiter is swallowed (WHATWG Encoding, gb18030 decoder).
  func decode(_ input: UnsafeRawBufferPointer, offset: UInt64, atEnd: Bool, into out: inout TextOutput) -> Int {
    guard let start = input.bindMemory(to: UInt8.self).baseAddress else { return 0 }
    return table.twoByte.withUnsafeBufferPointer { two in
      var index = 0
      while index < input.count {
        index = copyASCII(start, from: index, to: input.count, offset: offset, into: &out)
        guard index < input.count else { break }
        let length = decodeOne(start + index, left: input.count - index, two, offset: offset + UInt64(index), into: &out)
        if length == 0 {
          guard atEnd else { break }
          out.refuse(at: offset + UInt64(index))
          index += 1
        }
        index += length
      }
      return index
    }
  }

  /// Bytes taken; 0 where the sequence is cut by the end.
  @inline(__always) private func decodeOne(
    _ bytes: UnsafePointer<UInt8>, left: Int, _ two: UnsafeBufferPointer<UInt32>, offset: UInt64, into out: inout TextOutput
  ) -> Int {
    let lead = bytes[0]
    guard lead > 0x80, lead < 0xFF else { return decodeSingle(lead, offset: offset, into: &out) }
    guard left > 1 else { return 0 }
    let trail = bytes[1]
    if trail >= 0x40, trail != 0x7F, trail != 0xFF {
      let place = Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
      let found = two[(Int(lead) - 0x81) * 190 + place]
      guard found == 0 else {
        out.put(packed: found)
        return 2
      }
    } else if trail >= 0x30, trail <= 0x39 {
      return decodeFour(bytes, left: left, offset: offset, into: &out)
    }
    out.refuse(at: offset)
    return trail < 0x80 ? 1 : 2
  }

  private func decodeSingle(_ byte: UInt8, offset: UInt64, into out: inout TextOutput) -> Int {
    if byte == 0x80, hasEuroByte { out.put(packed: packed(0x20AC)) } else { out.refuse(at: offset) }
    return 1
  }

  private func decodeFour(
    _ bytes: UnsafePointer<UInt8>, left: Int, offset: UInt64, into out: inout TextOutput
  ) -> Int {
    guard left > 2 else { return 0 }
    if bytes[2] > 0x80, bytes[2] < 0xFF {
      guard left > 3 else { return 0 }
      if bytes[3] >= 0x30, bytes[3] <= 0x39, let found = fourByteCharacter(bytes) {
        out.put(packed: found)
        return 4
      }
    }
    out.refuse(at: offset)
    return 1
  }

  private func fourByteCharacter(_ bytes: UnsafePointer<UInt8>) -> UInt32? {
    let high = (Int(bytes[0]) - 0x81) * 10 + Int(bytes[1]) - 0x30
    let index = (high * 126 + Int(bytes[2]) - 0x81) * 10 + Int(bytes[3]) - 0x30
    if index < GB18030Table.fourByteCount { return table.fourByte[index] }
    let scalar = index - GB18030Table.supplementaryStart + 0x1_0000
    guard scalar >= 0x1_0000, scalar <= 0x10_FFFF else { return nil }
    return packed(UInt32(scalar))
  }
}
