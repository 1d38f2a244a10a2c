import Glibc

/// Names as they stand in archives.
enum EntryName {
  /// UTF-8 where the bytes are that, else GB18030, which is what Windows in Chinese writes without saying so.
  /// Where they are neither, U+FFFD stands for what cannot be read.
  static func decoded(_ raw: [UInt8]) -> String {
    String(validating: raw, as: UTF8.self) ?? fromGB18030(raw) ?? String(decoding: raw, as: UTF8.self)
  }

  /// False for names that would lead out of a folder that they are unpacked to, on any system.
  static func isSafe(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, !isSeparator(first), !bytes.contains(0) else { return false }
    if bytes.count > 1, bytes[1] == UInt8(ascii: ":") { return false }
    return !bytes.split(whereSeparator: isSeparator).contains { $0.elementsEqual("..".utf8) }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

  private static func fromGB18030(_ raw: [UInt8]) -> String? {
    guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var input = raw.map { CChar(bitPattern: $0) }
    // No character of GB18030 is more than three times as long in UTF-8.
    var output = [CChar](repeating: 0, count: raw.count * 3 + 4)
    let used = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> Int? in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (left, room) = (source.count, target.count)
        guard iconv(converter, &from, &left, &to, &room) != -1, left == 0 else { return nil }
        return target.count - room
      }
    }
    return used.map { String(decoding: output[..<$0].map { UInt8(bitPattern: $0) }, as: UTF8.self) }
  }
}
