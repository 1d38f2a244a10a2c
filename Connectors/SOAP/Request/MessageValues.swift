import HubConnectorKit
import HubModel

/// What is filled into one request.
struct MessageValues {
  private let texts: [String: String]
  private let secret: Secret?

  /// - Parameters:
  ///   - asked: what the asker gives; the connector's own words win over it.
  ///   - now: seconds since 1970.
  init(_ asked: [String: String], secret: Secret?, now: Int64) {
    let own = ["today": Self.date.written(now * 1_000_000), "request_id": Self.requestID()]
    texts = asked.merging(own) { _, own in own }
    self.secret = secret
  }

  /// - Throws: `value-missing`, `secret-incomplete`.
  func text(_ name: String) throws(HubError) -> String {
    if name.hasPrefix("secret.") { return try secretText(String(name.dropFirst("secret.".count))) }
    guard let text = texts[name] else {
      throw HubError("value-missing", "The request has the placeholder {\(name)}, for which no value was given.")
    }
    return text
  }

  /// - Throws: `secret-incomplete`.
  func secretText(_ key: String) throws(HubError) -> String {
    guard let secret else { throw HubError("connection-missing", "The request needs a secret, and the mapping names none.") }
    return try secret.required(key)
  }

  private static let date = TimeFormat.date

  /// A UUID of version 4 (RFC 9562).
  private static func requestID() -> String {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let digits = Array(hex)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
  }
}
