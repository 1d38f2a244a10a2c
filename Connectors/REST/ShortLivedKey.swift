import HubConnectorKit
import HubCrypto
import HubModel

/// A signing key that is asked for with the long-lived secret and lasts minutes.
struct ShortLivedKey: Sendable {
  /// How the answer says how long the key lasts.
  enum ExpiryUnit: String, Sendable, CaseIterable {
    case seconds, milliseconds
    /// Since 1970.
    case atSeconds = "at_seconds"
    case atMilliseconds = "at_milliseconds"
  }

  let address: WebAddress
  let method: String
  let body: Template?
  let signing: RequestSigning
  let path: FieldPath
  let expires: FieldPath?
  let unit: ExpiryUnit
  /// Seconds, where the answer does not say.
  let lifetime: Int64
  let renewBefore: Int64
  let unwrapping: KeyUnwrapping?

  init(_ settings: SourceSettings, zone: TimeZoneOffset, secretKeys: [String]) throws(HubError) {
    address = try WebAddress(settings.needed("url"))
    signing = try RequestSigning(settings, zone: zone, secretKeys: secretKeys)
    var body: Template?
    if let text = settings.text("body") { body = try Template(text, words: RequestSigning.placeWords, secrets: secretKeys) }
    self.body = body
    method = settings.text("method") ?? (body == nil ? "GET" : "POST")
    path = try FieldPath(settings.needed("path"))
    expires = try settings.path("expires")
    unit = settings.text("expires_unit").flatMap { ExpiryUnit(rawValue: $0) } ?? .seconds
    lifetime = Int64(settings.count("lifetime") ?? 900)
    renewBefore = Int64(settings.count("renew_before") ?? 60)
    if let group = settings.group("unwrap") { unwrapping = try KeyUnwrapping(group) } else { unwrapping = nil }
  }

  var usesMD5: Bool { signing.usesMD5 || body?.places.contains("body_md5") == true }

  /// The key in an answer, opened where it comes wrapped.
  /// - Throws: `sign-in-refused`, `key-unwrap-failed`, `secret-incomplete`.
  func key(in answer: JSONAnswer, secret: Secret, now: Int64) throws(HubError) -> HeldKey {
    guard let text = answer.text(at: path), !text.isEmpty else {
      throw HubError("sign-in-refused", "The answer to the request for a key holds none where `key.path` points.")
    }
    var opened = text
    if let unwrapping { opened = try unwrapping.open(text, secret: secret) }
    return HeldKey(opened, lasts: seconds(answer, now), renewBefore: renewBefore, now: now)
  }

  private func seconds(_ answer: JSONAnswer, _ now: Int64) -> Int64 {
    guard let expires, let text = answer.text(at: expires), let value = Int64(text) else { return lifetime }
    return switch unit {
    case .seconds: value
    case .milliseconds: value / 1000
    case .atSeconds: left(until: value, now)
    case .atMilliseconds: left(until: value / 1000, now)
    }
  }

  /// The moment is the server's word and may be any number.
  private func left(until moment: Int64, _ now: Int64) -> Int64 { min(max(moment, now), now + HeldKey.longest) - now }
}
