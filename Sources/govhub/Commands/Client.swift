import ArgumentParser
import Foundation
import HubCrypto
import HubMapping
import HubModel
import HubPolicy
import HubStore
import HubYAML

struct ClientCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "client", abstract: "Robots, AI agents and systems that may call the gateway.",
    subcommands: [New.self, Suspend.self, Resume.self, Rotate.self])

  struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a client: its key pair, and its file in Policies/clients.",
      discussion: "The private key is written to --out (mode 0600) and nowhere else. Publish the policy set to let the client in.")
    @OptionGroup var settings: Settings
    @Argument(help: "Its id, for example hall-rpa-02.") var id: String
    @Option(help: "Its title for people.") var title: String
    @Option(help: "Name of the unit that runs it.") var unit: String
    @Option(help: "统一社会信用代码 of that unit.") var unitCode: String
    @Option(help: "rpa, agent or system.") var kind: String = "rpa"
    @Option(help: "Roles, by comma.") var roles: String
    @Option(help: "Networks it may call from, by comma (CIDR).") var networks: String = ""
    @Option(help: "ES256 or EdDSA.") var algorithm: String = "ES256"
    @Option(help: "File for the private key (default: <id>.key).") var out: String?

    func validate() throws {
      let _: Client.Kind = try OptionWord.read(kind, of: "--kind")
      let _: ClientKey.Algorithm = try OptionWord.read(algorithm, of: "--algorithm")
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let path = "\(hub.configuration.policies)/clients/\(id).yaml"
      guard !id.isEmpty, id.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }) else {
        throw HubError("client-id-malformed", "A client's id has lower-case letters, digits and hyphens only.")
      }
      guard !FileManager.default.fileExists(atPath: path) else {
        throw HubError("client-exists", "There is a client \(id) already.", remedy: "See \(path), or `govhub client rotate`.")
      }
      let kind: Client.Kind = try OptionWord.read(kind, of: "--kind")
      let key = try NewClientKey(client: id, algorithm: try OptionWord.read(algorithm, of: "--algorithm"))
      let client = Client(
        id: id, title: title, unit: Client.Unit(name: unit, code: unitCode), kind: kind,
        roles: roles.split(separator: ",").map { String($0).trimmingCharacters(in: .whitespaces) }, keys: [key.publicKey],
        networks: try networks.split(separator: ",").map { try NetworkRange(String($0).trimmingCharacters(in: .whitespaces)) })
      try await hub.record(.newClient, [id])
      try key.save(to: out ?? "\(id).key")
      try ClientFile.render(client).write(toFile: path, atomically: true, encoding: .utf8)
      do { _ = try hub.policySet(try hub.mappingSet()) } catch {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: out ?? "\(id).key")
        throw error
      }
      Terminal.say(
        "\(path)\nprivate key: \(out ?? "\(id).key") (give it to the client's operator, keep no copy)\nnext: govhub policy publish")
    }
  }

  struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a client's rights away at once, on every gateway within two seconds.",
      discussion: "One officer suffices; it is recorded and reviewed later. `govhub client resume` gives the rights back.")
    @OptionGroup var settings: Settings
    @Argument(help: "The client's id.") var id: String
    @Option(help: "Why.") var reason: String

    func run() async throws {
      let hub = try await Hub(settings)
      try await hub.withDatabase(nil) { connection in
        let clients = try await hub.publishedPolicy(on: connection).clients.map(\.id)
        guard clients.contains(id) else {
          let near = nearestWord(to: id, in: clients).map { "Did you mean \($0)?" }
          throw HubError(
            "client-unknown", "The published policy set has no client \(id); nobody was suspended.",
            remedy: near ?? "It has: \(clients.joined(separator: ", ")).")
        }
        try await hub.record(.suspendClient, [id])
        try await Revocation.revoke(.client, id, reason: reason, by: Person.current, on: connection)
      }
      Terminal.say("\(id) is suspended")
    }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a suspended client its rights back.",
      discussion: "In production this takes two: one security administrator asks, and another gives the same command.")
    @OptionGroup var settings: Settings
    @Argument(help: "The client's id.") var id: String

    func run() async throws {
      let isActive = try await Hub(settings).giveBack(.client, id, asking: .askClientBack, lifting: .resumeClient)
      Terminal.say(isActive ? "\(id) is active again" : "asked: another security administrator has to give the same command")
    }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a client a new key; the old one stays valid until you take it out of its file.",
      discussion: "With --revoke the old keys are refused at once, for a key that was lost or stolen.")
    @OptionGroup var settings: Settings
    @Argument(help: "The client's id.") var id: String
    @Option(help: "ES256 or EdDSA.") var algorithm: String = "ES256"
    @Option(help: "File for the private key (default: <id>.key).") var out: String?
    @Flag(help: "Refuse the old keys at once.") var revoke = false

    func validate() throws { let _: ClientKey.Algorithm = try OptionWord.read(algorithm, of: "--algorithm") }

    func run() async throws {
      let hub = try await Hub(settings)
      let path = "\(hub.configuration.policies)/clients/\(id).yaml"
      let set = try hub.policySet(try hub.mappingSet())
      guard var client = set.clients.first(where: { $0.id == id }) else {
        throw HubError("client-unknown", "There is no client \(id).", remedy: "See \(hub.configuration.policies)/clients.")
      }
      let old = client.keys.map(\.id)
      let key = try NewClientKey(client: id, algorithm: try OptionWord.read(algorithm, of: "--algorithm"))
      client.keys = (revoke ? [] : client.keys) + [key.publicKey]
      try await hub.record(.rotateKey, [key.publicKey.id])
      if revoke { try await hub.record(.revokeKey, old) }
      try key.save(to: out ?? "\(id).key")
      try ClientFile.render(client).write(toFile: path, atomically: true, encoding: .utf8)
      if revoke {
        try await hub.withDatabase(nil) { connection in
          for key in old {
            try await Revocation.revoke(.key, key, reason: "rotated", by: Person.current, on: connection)
          }
        }
      }
      Terminal.say("\(path): new key \(key.publicKey.id)\nnext: govhub policy publish")
    }
  }
}

/// A fresh key of a client.
struct NewClientKey {
  let pair: ClientKeyPair
  let publicKey: ClientKey

  init(client: String, algorithm: ClientKey.Algorithm) throws {
    pair = try ClientKeyPair.generate(algorithm == .es256 ? .es256 : .edDSA)
    let id = "\(client)-\(try Verifier(publicKeyPEM: pair.publicKeyPEM).keyID.prefix(8))"
    publicKey = ClientKey(id: id, algorithm: algorithm, publicPEM: pair.publicKeyPEM)
  }

  /// Refuses to write over a file: a key that is in use is not to be lost.
  func save(to path: String) throws {
    guard try PrivateFile.create(path, "key-id: \(publicKey.id)\n\(pair.privateKeyPEM)") else {
      throw HubError("key-file-exists", "\(path) cannot be made; it may exist already.", remedy: "Give another path with --out.")
    }
  }
}
