#if SPREADSHEETS
  /// `_x000D_` in a text stands for a character that XML cannot hold (ST_Xstring, ISO/IEC 29500-1, 22.9.2.19).
  enum EscapedText {
    /// Decodes what stands from `start` on. Half of a surrogate pair stays as it is written.
    static func decode(_ bytes: inout [UInt8], from start: Int) {
      guard var index = mark(bytes, from: start) else { return }
      var result = Array(bytes[start..<index])
      while index < bytes.count {
        guard let (scalar, length) = scalar(bytes, at: index) else {
          result.append(bytes[index])
          index += 1
          continue
        }
        result.append(contentsOf: String(scalar).utf8)
        index += length
      }
      bytes.replaceSubrange(start..., with: result)
    }

    private static func mark(_ bytes: [UInt8], from start: Int) -> Int? {
      var index = start
      while index + 6 < bytes.count {
        if bytes[index] == UInt8(ascii: "_"), unit(bytes, at: index) != nil { return index }
        index += 1
      }
      return nil
    }

    private static func scalar(_ bytes: [UInt8], at index: Int) -> (Unicode.Scalar, length: Int)? {
      guard let first = unit(bytes, at: index) else { return nil }
      if let scalar = Unicode.Scalar(first) { return (scalar, 7) }
      guard first < 0xDC00, let second = unit(bytes, at: index + 7), second & 0xFC00 == 0xDC00 else { return nil }
      let joined = 0x1_0000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF
      return Unicode.Scalar(joined).map { ($0, 14) }
    }

    /// The UTF-16 unit that `_xHHHH_` writes.
    private static func unit(_ bytes: [UInt8], at index: Int) -> UInt16? {
      guard index + 6 < bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
        bytes[index + 6] == UInt8(ascii: "_")
      else { return nil }
      var value: UInt16 = 0
      for byte in bytes[index + 2..<index + 6] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
        value = value << 4 | UInt16(digit)
      }
      return value
    }
  }
#endif
