/// The character encodings a source may declare. The declared one always wins; nothing is guessed.
package enum TextEncoding: String, Sendable, CaseIterable {
  /// GB 18030-2022, one, two and four bytes.
  case gb18030 = "GB18030"
  /// Read by the same table as GB 18030, for systems that write GB 18030 call it GBK; 0x80 is the euro sign of code page 936.
  case gbk = "GBK"
  /// RFC 3629, strictly; a byte order mark is dropped.
  case utf8 = "UTF-8"
  /// The byte order mark tells the order; little-endian without one.
  case utf16 = "UTF-16"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"

  /// The word of a mapping file, in any letter case.
  package init?(word: String) {
    guard let encoding = TextEncoding(rawValue: word.uppercased()) else { return nil }
    self = encoding
  }
}
