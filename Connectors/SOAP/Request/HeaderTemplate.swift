import HubModel

/// A header of the request that the mapping adds, or sets in place of the connector's own.
struct HeaderTemplate: Sendable {
  let name: String
  let template: MessageTemplate

  /// - Throws: `option-malformed` for a name that is no token (RFC 9110 section 5.6.2).
  static func all(_ table: [String: String]) throws(HubError) -> [HeaderTemplate] {
    for name in table.keys where name.isEmpty || !name.utf8.allSatisfy({ isToken($0) }) {
      throw HubError("option-malformed", "`headers` names something that is no HTTP header.")
    }
    return table.sorted { $0.key < $1.key }.map { HeaderTemplate(name: $0.key, template: MessageTemplate($0.value)) }
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
