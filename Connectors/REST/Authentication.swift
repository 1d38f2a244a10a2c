import HubConnectorKit
import HubCrypto
import HubModel

/// How requests say who asks.
enum Authentication: Sendable {
  case none
  case apiKey(header: String?, query: String?, value: Template)
  case basic
  case oauth2(OAuth2Client)
  case signed(RequestSigning, key: ShortLivedKey?)

  init(_ settings: SourceSettings?, zone: TimeZoneOffset, secretKeys: [String]) throws(HubError) {
    switch settings?.text("kind") {
    case "api_key":
      guard let settings, settings.text("header") != nil || settings.text("query") != nil else {
        throw HubError("option-missing", "`auth` of the kind api_key needs `header` or `query`.")
      }
      let value = try Template(settings.text("value") ?? "{secret.key}", words: [], secrets: secretKeys)
      self = .apiKey(header: settings.text("header"), query: settings.text("query"), value: value)
    case "basic": self = .basic
    case "oauth2": self = .oauth2(try OAuth2Client(settings ?? SourceSettings()))
    case "hmac":
      let settings = settings ?? SourceSettings()
      let signing = try RequestSigning(settings, zone: zone, secretKeys: secretKeys)
      guard signing.text != nil else { throw HubError("option-missing", "`auth` of the kind hmac needs `text`.") }
      var key: ShortLivedKey?
      if let group = settings.group("key") { key = try ShortLivedKey(group, zone: zone, secretKeys: secretKeys) }
      self = .signed(signing, key: key)
    default: self = .none
    }
  }

  var needsSecret: Bool { if case .none = self { false } else { true } }

  /// The parameter that holds a secret: it belongs into no checkpoint.
  var secretParameter: String? { if case .apiKey(_, let query, _) = self { query } else { nil } }

  /// True where signatures rest on MD5.
  var isLegacy: Bool {
    guard case .signed(let signing, let key) = self else { return false }
    return signing.usesMD5 || key?.usesMD5 == true
  }

  /// - Parameter now: seconds since 1970.
  /// - Throws: `secret-incomplete`, `digest-unavailable`.
  func apply(to draft: inout RequestDraft, _ signIn: SignIn, now: Int64) throws(HubError) {
    switch self {
    case .none: break
    case .apiKey(let header, let query, let template):
      let values = Dictionary(uniqueKeysWithValues: signIn.secret.keys.map { ("secret.\($0)", signIn.secret[$0] ?? "") })
      guard let value = template.filled(values) else {
        throw HubError("secret-incomplete", "The secret that `connection:` names lacks a key that `auth.value` asks for.")
      }
      if let header { draft.headers.append((header, value)) }
      if let query, !draft.address.hasParameter(query) { draft.query.append((query, value)) }
    case .basic:
      let pair = try signIn.secret.required("user") + ":" + signIn.secret.required("password")
      draft.headers.append(("Authorization", "Basic " + Base64.encode(Array(pair.utf8))))
    case .oauth2: draft.headers.append(("Authorization", "Bearer \(signIn.key?.text ?? "")"))
    case .signed(let signing, _): try signing.sign(&draft, secret: signIn.secret, key: signIn.key?.text, now: now)
    }
  }
}
