import HubConnectorKit
import HubCrypto
import HubModel

/// How a short-lived key comes wrapped.
struct KeyUnwrapping: Sendable {
  let wrapping: KeyWrapping
  /// The secret's key it opens under.
  let secret: String
  /// How that key is written, and how the wrapped one is.
  let keyForm: String
  let form: String

  static let forms = ["text", "hex", "base64"]

  /// Nil for `none`.
  init?(_ settings: SourceSettings) throws(HubError) {
    guard let kind = settings.text("kind"), kind != "none" else { return nil }
    let name = "\(kind)-\(settings.text("mode") ?? "ecb")"
    guard let wrapping = KeyWrapping(rawValue: name) else {
      throw HubError("option-unsuitable", "A key cannot be unwrapped by `\(name)`.")
    }
    self.wrapping = wrapping
    secret = settings.text("secret") ?? "unwrap_key"
    keyForm = settings.text("key_form") ?? "text"
    form = settings.text("form") ?? "base64"
  }

  /// - Throws: `key-unwrap-failed`, `secret-incomplete`.
  func open(_ text: String, secret: Secret) throws(HubError) -> String {
    let key = try secret.required(self.secret)
    guard let keyBytes = Self.bytes(key, keyForm), let wrapped = Self.bytes(text, form) else {
      throw HubError("key-unwrap-failed", "A wrapped key, or the key it opens under, is not written as declared.")
    }
    let plain = try wrapping.unwrap(wrapped, key: keyBytes)
    guard let opened = String(validating: plain, as: UTF8.self), !opened.isEmpty else {
      throw HubError("key-unwrap-failed", "A wrapped key does not open to a text.")
    }
    return opened
  }

  private static func bytes(_ text: String, _ form: String) -> [UInt8]? {
    switch form {
    case "hex": Hex.decode(text)
    case "base64": Base64.decode(text)
    default: Array(text.utf8)
    }
  }
}
