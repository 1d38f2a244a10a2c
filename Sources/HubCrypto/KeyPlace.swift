import Glibc
import HubModel

/// Where a key ring is read from: a file of the hub's user, or a credential that systemd hands to the service.
enum KeyPlace {
  case file(String)
  /// The path of the credential.
  case credential(String)

  private static let mark = "credential:"

  /// `credential:NAME` stands for `$CREDENTIALS_DIRECTORY/NAME` (systemd.exec, LoadCredential= and LoadCredentialEncrypted=);
  /// anything else is a path. Throws `credential-missing`.
  init(_ text: String) throws(HubError) {
    guard text.hasPrefix(Self.mark) else {
      self = .file(text)
      return
    }
    let name = String(text.dropFirst(Self.mark.count))
    guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
      throw HubError("credential-missing", "A credential is named by one word: credential:NAME.")
    }
    guard let folder = getenv("CREDENTIALS_DIRECTORY") else {
      throw HubError(
        "credential-missing", "systemd gave this process no credentials.",
        remedy: "Put `LoadCredential=\(name):/path/of/the/keys` into the unit, or name a file.")
    }
    self = .credential(String(cString: folder) + "/" + name)
  }

  var path: String {
    switch self {
    case .file(let path), .credential(let path): path
    }
  }

  /// What nobody but the owner may have. Of a credential systemd lends the right to read by an access list, whose mask stands
  /// where the group's rights do; the folder is closed to everybody else.
  var forbidden: mode_t {
    switch self {
    case .file: 0o077
    case .credential: 0o037
    }
  }
}
