import Foundation
import HubConnectorKit
import HubModel
import HubYAML

/// Opens `secret://department/name`: a file of the secrets folder, a credential of systemd, or an environment variable, whichever
/// is there first. Each holds a YAML mapping of names to texts, for example `user: hub` and `password: …`.
struct SecretStore: Sendable {
  let folder: String
  var environment = ProcessInfo.processInfo.environment

  /// The secret as a connector takes it.
  /// - Parameter keys: every name that it may hold.
  /// - Throws: as `open`, and `secret-key-unknown`.
  func open(_ reference: String, keys: [String]) throws(HubError) -> Secret {
    let secret = try open(reference)
    guard let unknown = secret.keys.first(where: { !keys.contains($0) }) else { return secret }
    // The name itself is not told: it may be a secret that stands in the wrong place.
    let near = nearestWord(to: unknown, in: keys).map { " Is \($0) meant?" } ?? ""
    throw HubError(
      "secret-key-unknown", "\(reference) holds a name that its connector does not take.\(near)",
      remedy: "It takes: \(keys.joined(separator: ", ")).")
  }

  /// - Throws: `secret-missing`, `secret-exposed`, `secret-unreadable`; never with anything of the content.
  func open(_ reference: String) throws(HubError) -> Secret {
    guard let reference = SecretReference(reference) else {
      throw HubError("secret-reference-malformed", "A reference to a secret is secret://department/name.")
    }
    let path = "\(folder)/" + reference.parts.joined(separator: "/")
    if let text = try Self.privateFile(path) { return try Self.secret(text, in: path) }
    if let credentials = environment["CREDENTIALS_DIRECTORY"] {
      // systemd keeps the folder to the service alone.
      let path = "\(credentials)/" + reference.parts.joined(separator: ".")
      if let text = try? String(contentsOfFile: path, encoding: .utf8) { return try Self.secret(text, in: path) }
    }
    let variable = Self.variable(reference)
    if let text = environment[variable] { return try Self.secret(text, in: variable) }
    throw HubError(
      "secret-missing", "There is no \(reference.text): neither \(path), nor a systemd credential, nor \(variable).",
      remedy: "Make the file with mode 0600, holding lines such as `user: …` and `password: …`.")
  }

  static let mark = "GOVHUB_SECRET_"

  /// `secret://tax/api-key` is `GOVHUB_SECRET_TAX__API_KEY`. No two references share a variable, since hyphens stand alone.
  static func variable(_ reference: SecretReference) -> String {
    mark + reference.parts.map { $0.replacing("-", with: "_").uppercased() }.joined(separator: "__")
  }

  /// Nil where there is no such file.
  private static func privateFile(_ path: String) throws(HubError) -> String? {
    guard let state = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    guard let mode = (state[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 == 0 else {
      throw HubError("secret-exposed", "\(path) can be read by others.", remedy: "Run: chmod 600 \(path)")
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw HubError("secret-unreadable", "\(path) cannot be read as text.")
    }
    return text
  }

  private static func secret(_ text: String, in place: String) throws(HubError) -> Secret {
    let reader = YAMLReader(file: place, text: text)
    var parts: [String: String] = [:]
    let pairs = reader.pairs(reader.root) ?? []
    for (_, name, value) in pairs { parts[name] = value.scalar }
    guard !reader.hasErrors, !parts.isEmpty, parts.count == pairs.count else {
      throw HubError(
        "secret-unreadable", "\(place) is not a YAML mapping of names to texts.",
        remedy: "Write lines such as `user: …` and `password: …`.")
    }
    return Secret(parts)
  }
}
