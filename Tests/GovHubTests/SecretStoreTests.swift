import Foundation
import HubConnectorKit
import HubModel
import Testing

@testable import govhub

@Suite("Secrets by reference")
struct SecretStoreTests {
  private static let reference = "secret://tax/api-key"

  private static func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = NSTemporaryDirectory() + "govhub-secrets-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder + "/tax", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private static func write(_ text: String, mode: Int, in folder: String) {
    _ = FileManager.default.createFile(
      atPath: folder + "/tax/api-key", contents: Data(text.utf8), attributes: [.posixPermissions: mode])
  }

  private static func failure(_ store: SecretStore, _ reference: String = reference) -> HubError? {
    do {
      _ = try store.open(reference)
      return nil
    } catch { return error }
  }

  @Test("the file comes first, then the service manager's credential, then the environment")
  func places() throws {
    try Self.withFolder { folder in
      let credentials = folder + "/credentials"
      try FileManager.default.createDirectory(atPath: credentials, withIntermediateDirectories: true)
      var store = SecretStore(folder: folder, environment: ["GOVHUB_SECRET_TAX__API_KEY": "key: from-environment"])
      #expect(try store.open(Self.reference)["key"] == "from-environment")
      store.environment["CREDENTIALS_DIRECTORY"] = credentials
      try "key: from-credential".write(toFile: credentials + "/tax.api-key", atomically: true, encoding: .utf8)
      #expect(try store.open(Self.reference)["key"] == "from-credential")
      Self.write("user: hub\nkey: |\n  first\n  second\n", mode: 0o600, in: folder)
      let secret = try store.open(Self.reference)
      #expect(secret["key"] == "first\nsecond\n")
      #expect(try secret.required("user") == "hub")
    }
  }

  @Test("a file that others can read, or that is no mapping, is refused without a word of it", arguments: [0o640, 0o604, 0o644])
  func exposed(_ mode: Int) throws {
    try Self.withFolder { folder in
      let store = SecretStore(folder: folder, environment: [:])
      #expect(Self.failure(store)?.code == "secret-missing")
      Self.write("key: canary-word", mode: mode, in: folder)
      let exposed = Self.failure(store)
      #expect(exposed?.code == "secret-exposed" && exposed?.remedy?.contains("chmod 600") == true)
      Self.write("canary-word", mode: 0o600, in: folder)
      let unreadable = Self.failure(store)
      #expect(unreadable?.code == "secret-unreadable" && unreadable?.description.contains("canary") == false)
      Self.write("user: hub\nkey: {inner: canary-word}", mode: 0o600, in: folder)
      let nested = Self.failure(store)
      #expect(nested?.code == "secret-unreadable" && nested?.description.contains("canary") == false)
    }
  }

  @Test("a name that the connector does not take is refused: the names it takes, the nearest one, not the name itself")
  func unknownName() throws {
    let store = SecretStore(folder: "/nowhere", environment: ["GOVHUB_SECRET_TAX__API_KEY": "user: hub\npasswort: canary-word"])
    #expect(try store.open(Self.reference, keys: ["user", "passwort"]).keys == ["passwort", "user"])
    let error = #expect(throws: HubError.self) { try store.open(Self.reference, keys: ["user", "password"]) }
    #expect(error?.code == "secret-key-unknown" && error?.message.contains("password") == true)
    #expect(error?.description.contains("passwort") == false && error?.description.contains("canary") == false)
  }

  @Test("no two references share a variable")
  func variables() {
    let texts = ["secret://a/b-c", "secret://a-b/c", "secret://a-b-c", "secret://a/b/c", "secret://abc"]
    let names = texts.compactMap { SecretReference($0).map(SecretStore.variable) }
    #expect(names.count == texts.count && Set(names).count == texts.count, "\(names)")
  }

  @Test(
    "only references are followed, and none leaves the folder",
    arguments: [
      "secret://", "secret://../keys", "secret://tax/../../etc", "secret:///etc/passwd", "/etc/passwd", "secret://Tax/key",
      "secret://tax--key", "secret://tax-/key", "secret://tax/-key",
    ])
  func references(_ text: String) {
    #expect(Self.failure(SecretStore(folder: "/nowhere", environment: [:]), text)?.code == "secret-reference-malformed")
  }

  @Test("a secret prints nothing of itself")
  func silent() throws {
    let secret = Secret(["password": "canary-word"])
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret) \(dumped) \(String(reflecting: secret))".contains("canary"))
    #expect(throws: HubError.self) { try secret.required("user") }
  }
}
