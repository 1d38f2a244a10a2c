import HubConnectorKit
import HubCrypto
import HubJSON
import HubModel

/// Signing as domestic platforms do it: a text made of parts of the request, its code, and where the code goes.
struct RequestSigning: Sendable {
  /// What may stand in the text that is signed.
  static let textWords: Set<String> = [
    "request_id", "time", "timestamp", "timestamp_ms", "nonce", "method", "path", "query", "body", "body_sm3", "body_sha256",
    "body_md5", "key",
  ]
  /// What may stand in headers and parameters.
  static let placeWords = textWords.union(["signature"])

  var digest: SigningDigest
  /// Nil where nothing is signed, only places are filled in.
  var text: Template?
  /// The secret's key to sign under, where no short-lived key is fetched.
  var secret: String
  var headers: [NamedTemplate]
  var query: [NamedTemplate]
  var time: TimeFormat

  init(_ settings: SourceSettings, zone: TimeZoneOffset, secretKeys: [String]) throws(HubError) {
    let algorithm = settings.text("algorithm").flatMap { SigningDigest.Algorithm(rawValue: $0) } ?? .sm3
    digest = SigningDigest(algorithm: algorithm)
    digest.isKeyed = settings.text("mode") != "digest"
    digest.output = settings.text("output").flatMap { SigningDigest.Output(rawValue: $0) } ?? .base64
    text = nil
    if let canonical = settings.text("text") {
      text = try Template(canonical, words: Self.textWords, secrets: secretKeys)
    }
    secret = settings.text("secret") ?? "secret"
    headers = try settings.templates("headers", words: Self.placeWords, secrets: secretKeys)
    query = try settings.templates("query", words: Self.placeWords, secrets: secretKeys)
    time = try TimeFormat(settings.text("time_format") ?? "yyyyMMddHHmmss", zone: zone)
  }

  /// Everything that is filled in.
  private var places: Set<String> { (headers + query).reduce(text?.places ?? []) { $0.union($1.template.places) } }

  /// Of the signature itself, or of the body's digest.
  var usesMD5: Bool { (text != nil && digest.algorithm == .md5) || places.contains("body_md5") }

  /// - Parameters:
  ///   - key: the short-lived one; nil where the secret itself signs.
  ///   - now: seconds since 1970.
  /// - Throws: `secret-incomplete`, `digest-unavailable`.
  func sign(_ draft: inout RequestDraft, secret: Secret, key: String?, now: Int64) throws(HubError) {
    var values = try scene(of: draft, secret, key, now)
    if let text {
      guard let canonical = text.filled(values) else { throw Self.incomplete }
      var signingKey = key ?? ""
      if key == nil, digest.isKeyed { signingKey = try secret.required(self.secret) }
      values["signature"] = try digest.signature(of: canonical, key: signingKey)
    }
    for header in headers {
      guard let value = header.template.filled(values) else { throw Self.incomplete }
      draft.headers.append((header.name, value))
    }
    for parameter in query {
      guard let value = parameter.template.filled(values) else { throw Self.incomplete }
      draft.query.append((parameter.name, value))
    }
  }

  /// A body with its places filled in; its signature is that of an empty body.
  func filled(_ body: Template, for draft: RequestDraft, secret: Secret, now: Int64) throws(HubError) -> String {
    var values = try scene(of: draft, secret, nil, now)
    if let text, let canonical = text.filled(values) {
      let key = try digest.isKeyed ? secret.required(self.secret) : ""
      values["signature"] = try digest.signature(of: canonical, key: key)
    }
    guard let filled = body.filled(values, escape: { JSONText.escaped($0) }) else { throw Self.incomplete }
    return filled
  }

  private func scene(
    of draft: RequestDraft, _ secret: Secret, _ key: String?, _ now: Int64
  ) throws(HubError) -> [String: String] {
    let body = draft.body ?? []
    var values = [
      "request_id": draft.requestID, "nonce": Hex.encode(Random.bytes(8)), "time": time.text(now * 1000),
      "timestamp": String(now), "timestamp_ms": String(now * 1000), "method": draft.method, "path": draft.address.path,
      "query": draft.encodedQuery,
    ]
    values["key"] = key
    for name in secret.keys { values["secret.\(name)"] = secret[name] }
    let wanted = places
    if wanted.contains("body") { values["body"] = String(decoding: body, as: UTF8.self) }
    if wanted.contains("body_sm3") { values["body_sm3"] = Hex.encode(MessageHash.sm3.digest(body)) }
    if wanted.contains("body_sha256") { values["body_sha256"] = Hex.encode(MessageHash.sha256.digest(body)) }
    if wanted.contains("body_md5") { values["body_md5"] = Hex.encode(try LegacyDigest.md5(body)) }
    return values
  }

  private static var incomplete: HubError {
    HubError("secret-incomplete", "A place of the signature has no value: the secret that `connection:` names lacks a key.")
  }
}
