/// A JWT taken apart by a strict reader: what two readers could read differently is refused before any key is looked for.
struct TokenText {
  static let limit = 4096

  let text: String
  let keyID: String
  let algorithm: String
  let claims: TokenClaims

  init(_ text: String) throws(TokenFault) {
    guard text.utf8.count <= Self.limit else { throw .malformed }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[2].isEmpty else { throw .malformed }
    let header = try Self.object(parts[0])
    guard header.root["crit"] == nil else { throw .critical }
    guard let algorithm = header.root["alg"]?.string, let keyID = header.root["kid"]?.string else { throw .malformed }
    self.text = text
    self.keyID = keyID
    self.algorithm = algorithm
    claims = try TokenClaims(try Self.object(parts[1]))
  }

  private static func object(_ part: Substring.UTF8View) throws(TokenFault) -> JSONDocument {
    guard let bytes = Base64URL.decode(part), let document = try? JSONReader.read(bytes), document.root.kind == .object else {
      throw .malformed
    }
    return document
  }
}

/// The registered claims (RFC 7519 §4.1) that the gateway looks at. Times are microseconds since 1970.
struct TokenClaims {
  var audiences: [String]
  var expiresAt: Int64
  var notBefore: Int64?
  var issuedAt: Int64?
  /// `iss` and `sub`: where present, each names the client.
  var names: [String]

  init(_ document: JSONDocument) throws(TokenFault) {
    let root = document.root
    guard let id = root["jti"]?.string, !id.isEmpty, let expiry = try Self.time(root["exp"]), let audience = root["aud"] else {
      throw .claimMissing
    }
    audiences = Self.texts(audience)
    expiresAt = expiry
    notBefore = try Self.time(root["nbf"])
    issuedAt = try Self.time(root["iat"])
    names = []
    for claim in [root["iss"], root["sub"]] {
      guard let claim else { continue }
      guard let text = claim.string else { throw .malformed }
      names.append(text)
    }
  }

  private static func texts(_ value: JSONValue) -> [String] {
    guard value.kind == .array else { return value.string.map { [$0] } ?? [] }
    var texts: [String] = []
    value.forEachElement { if let text = $0.string { texts.append(text) } }
    return texts
  }

  /// NumericDate; fractions of a second are allowed by RFC 7519.
  private static func time(_ value: JSONValue?) throws(TokenFault) -> Int64? {
    guard let value else { return nil }
    guard value.kind == .number, value.byteCount <= 20 else { throw .malformed }
    let seconds = Double(value.withBytes { String(decoding: $0, as: UTF8.self) }) ?? .nan
    guard seconds >= 0, seconds < 1e11 else { throw .malformed }
    return Int64(seconds * 1_000_000)
  }
}
