import HubCrypto
import Foundation
import HubModel
import HubPolicy
import HubPostgres

/// What `govhub dev` keeps in `.govhub/`: a private cluster, a key ring, sample sources, and policies with keys made here.
struct DevelopmentFolder: Sendable {
  let path: String

  var keys: String { path + "/keys" }
  var sources: String { path + "/sources" }
  var secrets: String { path + "/secrets" }
  var policies: String { path + "/policies" }
  var clientKeys: String { path + "/client-keys" }
  var cluster: String { path + "/cluster" }

  /// Made for its owner alone.
  func make() throws {
    try FileManager.default.createDirectory(
      atPath: clientKeys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // The database's own user has to reach its cluster; everything else in here is closed by itself.
    try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: clientKeys)
  }

  func clientKey(_ id: String) -> String { "\(clientKeys)/\(id).key" }

  /// Copies the policies and gives each client without a key one made on this machine. Edits of the originals are taken over,
  /// deletions too; files that were made in the copy itself, such as a new client's, stay.
  func takePolicies(from source: String, model: Model) throws {
    let manager = FileManager.default
    let source = WatchedFolder.target(of: source)
    let files = try manager.subpathsOfDirectory(atPath: source).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".pem") }
    for file in files {
      let target = "\(policies)/\(file)"
      try manager.createDirectory(atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try String(contentsOfFile: "\(source)/\(file)", encoding: .utf8).write(toFile: target, atomically: true, encoding: .utf8)
    }
    for gone in takenPolicies.subtracting(files) { try? manager.removeItem(atPath: "\(policies)/\(gone)") }
    try files.sorted().joined(separator: "\n").write(toFile: taken, atomically: true, encoding: .utf8)
    let (set, _) = PolicySet.load(folder: policies, model: model)
    for client in set?.clients ?? [] where client.keys.isEmpty {
      var client = client
      client.keys = [try publicKey(of: client.id)]
      try ClientFile.render(client).write(toFile: "\(policies)/clients/\(client.id).yaml", atomically: true, encoding: .utf8)
    }
  }

  /// The files that were copied last time, a line each.
  private var taken: String { path + "/policies.taken" }
  private var takenPolicies: Set<String> {
    Set(((try? String(contentsOfFile: taken, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init))
  }

  private func publicKey(of client: String) throws -> ClientKey {
    if let file = try? ClientKeyFile(path: clientKey(client)) {
      return ClientKey(id: file.id, algorithm: .es256, publicPEM: file.signer.publicKeyPEM)
    }
    let key = try NewClientKey(client: client, algorithm: .es256)
    try key.save(to: clientKey(client))
    return key.publicKey
  }

  /// Sample sources of the given size; those that are there stay as they are.
  func takeSample(persons: Int, enterprises: Int) throws -> SampleManifest {
    if let manifest = try? SampleManifest.load(from: sources), manifest.persons == persons, manifest.enterprises == enterprises {
      return manifest
    }
    let manifest = try SampleSources(seed: 1, persons: persons, enterprises: enterprises).write(to: sources) {
      Terminal.progress("sample sources: \(Int($0 * 100)) %")
    }
    Terminal.endProgress()
    return manifest
  }
}
