#if SPREADSHEETS
  /// A zip archive of entries that are stored as they are, made by hand.
  enum SpreadsheetZip {
    static func bytes(_ parts: [(name: String, text: String)]) -> [UInt8] {
      var out: [UInt8] = []
      var directory: [UInt8] = []
      for part in parts {
        let (name, bytes) = (Array(part.name.utf8), Array(part.text.utf8))
        let (checksum, length) = (word(crc32(bytes)), word(UInt32(bytes.count)))
        let fields = joined(
          half(20), half(0), half(0), half(0), half(0x21), checksum, length, length, half(UInt16(name.count)), half(0))
        let offset = word(UInt32(out.count))
        out += joined(word(0x0403_4B50), fields, name, bytes)
        directory += joined(word(0x0201_4B50), half(20), fields, half(0), half(0), half(0), word(0), offset, name)
      }
      let (count, length, start) = (half(UInt16(parts.count)), word(UInt32(directory.count)), word(UInt32(out.count)))
      return joined(out, directory, word(0x0605_4B50), half(0), half(0), count, count, length, start, half(0))
    }

    private static func joined(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }
    private static func half(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func word(_ value: UInt32) -> [UInt8] { half(UInt16(value & 0xFFFF)) + half(UInt16(value >> 16)) }

    private static let table: [UInt32] = (0..<256).map { index in
      (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
      ~bytes.reduce(UInt32.max) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8 }
    }
  }
#endif
