import Foundation
import HubCrypto
import HubModel
import HubPolicy

/// The files of a new person: `people/<id>.yaml`, the public key beside it, and the sealed private key where the person wants it.
struct PersonFiles {
  let folder: String
  let id: String
  let key: String

  var yaml: String { "\(folder)/\(id).yaml" }
  var pem: String { "\(folder)/\(id).pem" }

  /// Throws `person-id-malformed`, `person-exists`.
  func requireFree() throws(HubError) {
    guard !id.isEmpty, id.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }) else {
      throw HubError("person-id-malformed", "A person's id has lower-case letters, digits and hyphens only.")
    }
    for path in [yaml, pem] where FileManager.default.fileExists(atPath: path) {
      throw HubError("person-exists", "\(path) is there already.", remedy: "Move it away where the person needs a new key.")
    }
  }

  /// Never writes over a key. Throws `key-file-exists`.
  func write(_ person: RegisteredPerson, _ pair: SealedKey) throws {
    guard try PrivateFile.create(key, pair.sealedPEM) else {
      throw HubError("key-file-exists", "\(key) cannot be made; it may exist already.", remedy: "Give another path with --out.")
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try pair.publicKeyPEM.write(toFile: pem, atomically: true, encoding: .utf8)
    try PersonFile.render(person, keyFile: "\(id).pem").write(toFile: yaml, atomically: true, encoding: .utf8)
  }

  func remove() {
    for path in [yaml, pem, key] { try? FileManager.default.removeItem(atPath: path) }
  }
}
