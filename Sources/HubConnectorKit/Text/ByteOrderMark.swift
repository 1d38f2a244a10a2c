import HubModel

/// The signature some systems put before the first character.
enum ByteOrderMark: Sendable, CaseIterable {
  case utf8, utf16LittleEndian, utf16BigEndian, gb18030

  private var bytes: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    }
  }

  var length: Int { bytes.count }

  init?(_ start: [UInt8]) {
    guard let found = ByteOrderMark.allCases.first(where: { start.starts(with: $0.bytes) }) else { return nil }
    self = found
  }

  /// - Throws: `encoding-mismatch` where the mark belongs to another encoding than the declared one.
  func check(declared: TextEncoding) throws(HubError) {
    let fits =
      switch (self, declared) {
      case (.utf8, .utf8), (.gb18030, .gb18030), (.gb18030, .gbk), (.utf16LittleEndian, .utf16), (.utf16BigEndian, .utf16),
        (.utf16LittleEndian, .utf16LittleEndian), (.utf16BigEndian, .utf16BigEndian):
        true
      default: false
      }
    guard !fits else { return }
    throw encodingMismatch("The source begins with the byte order mark of \(name), but \(declared.rawValue) is declared.")
  }

  private var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .gb18030: "GB18030"
    }
  }
}

func encodingMismatch(_ message: String) -> HubError {
  HubError(
    "encoding-mismatch", message,
    remedy: "Declare the encoding that the department really writes, or ask it why the encoding changed.")
}
