import HubModel

/// Decodes one stretch of UTF-16 (RFC 2781); half of a surrogate pair is no character.
struct UTF16Run {
  let isBigEndian: Bool

  /// Decodes what is whole and returns how many bytes that was; the rest is a unit or a pair cut by the end of `input`.
  func decode(_ input: UnsafeRawBufferPointer, offset: UInt64, atEnd: Bool, into out: inout TextOutput) -> Int {
    var index = 0
    while index + 1 < input.count {
      let first = unit(input, index)
      let at = offset + UInt64(index)
      if first & 0xF800 != 0xD800 {
        if first == 0 { out.note(.nul, at: at) }
        out.put(packed: packed(PrivateUse.replacement(for: first)))
      } else if first < 0xDC00, index + 3 < input.count, unit(input, index + 2) & 0xFC00 == 0xDC00 {
        out.put(packed: packed(0x1_0000 + (first & 0x3FF) << 10 + unit(input, index + 2) & 0x3FF))
        index += 2
      } else if first < 0xDC00, index + 3 >= input.count, !atEnd {
        return index
      } else {
        out.refuse(at: at)
      }
      index += 2
    }
    if atEnd, index < input.count {
      out.refuse(at: offset + UInt64(index))
      index += 1
    }
    return index
  }

  @inline(__always) private func unit(_ input: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
    let value = input.loadUnaligned(fromByteOffset: index, as: UInt16.self)
    return UInt32(isBigEndian ? UInt16(bigEndian: value) : UInt16(littleEndian: value))
  }
}
