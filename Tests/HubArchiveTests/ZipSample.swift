/// A zip archive made by hand, right or wrong in every field.
struct ZipSample {
  struct Entry {
    var name: [UInt8]
    /// As they stand in the archive.
    var bytes: [UInt8] = []
    /// What the directory tells, where it is something else than the truth.
    var size: UInt32?
    var crc: UInt32?
    /// Bit 0: encrypted; bit 11: the name is UTF-8.
    var flags: UInt16 = 0
    var method: UInt16 = 0

    init(_ name: String, _ bytes: [UInt8] = []) {
      self.name = Array(name.utf8)
      self.bytes = bytes
    }

    init(raw name: [UInt8]) { self.name = name }
  }

  static func bytes(_ entries: [Entry]) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = UInt32(out.count)
      let fields = common(entry)
      out += joined(word(0x0403_4B50), fields, entry.name, entry.bytes)
      directory += joined(word(0x0201_4B50), half(20), fields, half(0), half(0), half(0), word(0), word(offset), entry.name)
    }
    let count = half(UInt16(entries.count))
    let (length, start) = (word(UInt32(directory.count)), word(UInt32(out.count)))
    return joined(out, directory, word(0x0605_4B50), half(0), half(0), count, count, length, start, half(0))
  }

  /// Version needed to the length of the extra field, which both headers share.
  private static func common(_ entry: Entry) -> [UInt8] {
    let packed = UInt32(entry.bytes.count)
    let checksum = entry.crc ?? crc32(entry.bytes)
    return joined(
      half(20), half(entry.flags), half(entry.method), half(0), half(0x21), word(checksum), word(packed),
      word(entry.size ?? packed), half(UInt16(entry.name.count)), half(0))
  }

  private static func joined(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }
  private static func half(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private static func word(_ value: UInt32) -> [UInt8] { half(UInt16(value & 0xFFFF)) + half(UInt16(value >> 16)) }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
