import HubPostgres

/// Where the text of a value in the log of changes differs from what a cast to text gives in a query: a row must be the same
/// whichever way it comes.
enum TextForm: Sendable, Equatable {
  case same
  /// `t` and `f` for true and false.
  case flag
  /// Padded with spaces to its declared length.
  case padded
  /// Without a mask where the mask is that of one host.
  case address

  init(typeID: UInt32) {
    self =
      switch typeID {
      case 16: .flag
      case 1042: .padded
      case 869: .address
      default: .same
      }
  }

  func cast(_ text: [UInt8]) -> [UInt8] {
    switch self {
    case .same: return text
    case .flag: return Array((text == [UInt8(ascii: "t")] ? "true" : "false").utf8)
    case .padded: return Array(text[..<(text.lastIndex(where: { $0 != 0x20 }).map { $0 + 1 } ?? 0)])
    case .address:
      guard !text.contains(UInt8(ascii: "/")) else { return text }
      return text + Array((text.contains(UInt8(ascii: ":")) ? "/128" : "/32").utf8)
    }
  }
}
