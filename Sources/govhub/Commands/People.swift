import ArgumentParser
import Foundation
import HubCrypto
import HubModel
import HubPolicy
import HubStore
import HubYAML

struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "People who work with the hub: their keys, and their suspension. 人员",
    subcommands: [New.self, Suspend.self, Resume.self])

  struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a person's key pair, and the person's file in Policies/people.",
      discussion: """
        Example: govhub person new li-an --title 安全管理员 --role security-administrator --out li-an.key
        To be run by the person: the private key is sealed under a passphrase that nobody else is to know, and written to --out
        (mode 0600) and nowhere else. Publish the policy set to let the person in. A person has exactly one role.
        """)
    @OptionGroup var settings: Settings
    @Argument(help: "The person's id, for example li-an.") var id: String
    @Option(help: "Name or post.") var title: String
    @Option(help: "system-administrator, security-administrator, audit-administrator, steward or reader.") var role: String
    @Option(help: "SM2 or ES256.") var algorithm: String = "SM2"
    @Option(help: "The key's last day, yyyy-MM-dd (default: in two years).") var notAfter: String?
    @Option(help: "File for the sealed private key (default: <id>.key).") var out: String?
    @Option(help: "File descriptor to read the passphrase from.") var passphraseFd: Int32?

    func validate() throws {
      let _: PersonRole = try OptionWord.read(role, of: "--role")
      let _: PersonKey.Algorithm = try OptionWord.read(algorithm, of: "--algorithm")
      if CivilDay(lastDay) == nil { throw ValidationError("--not-after is a day such as 2028-06-30, not \(lastDay).") }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let files = PersonFiles(folder: "\(hub.configuration.policies)/people", id: id, key: out ?? "\(id).key")
      try files.requireFree()
      let key = try sealedKey()
      try files.write(try person(key), key)
      do { _ = try hub.policySet(try hub.mappingSet()) } catch {
        files.remove()
        throw error
      }
      let next = hub.configuration.profile == .production ? "govhub policy propose" : "govhub policy publish"
      Terminal.say("\(files.yaml)\n\(files.pem)\nprivate key: \(files.key) (keep it to yourself)\nnext: \(next)")
    }

    private var lastDay: String {
      notAfter ?? Date(timeIntervalSinceNow: 730 * 86_400).formatted(.iso8601.year().month().day())
    }

    private func sealedKey() throws -> SealedKey {
      let algorithm: PersonKey.Algorithm = try OptionWord.read(algorithm, of: "--algorithm")
      let (prompt, again) =
        Terminal.isChinese ? ("新私钥口令（至少 12 字节）：", "再输一遍：") : ("New passphrase (12 bytes or more): ", "Again: ")
      let passphrase = try Passphrase(descriptor: passphraseFd).choose(prompt, again: again)
      return try SealedKey.generate(algorithm == .sm2 ? .sm2 : .es256, passphrase: passphrase)
    }

    private func person(_ key: SealedKey) throws -> RegisteredPerson {
      guard let day = CivilDay(lastDay) else { throw HubError("day-malformed", "The key's last day is no day.") }
      let algorithm: PersonKey.Algorithm = try OptionWord.read(algorithm, of: "--algorithm")
      return RegisteredPerson(
        id: id, title: title, role: try OptionWord.read(role, of: "--role"),
        keys: [PersonKey(algorithm: algorithm, publicPEM: key.publicKeyPEM, notAfter: day)])
    }
  }

  struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shut a person out at once: sessions and approvals end within two seconds.",
      discussion: """
        Example: govhub person suspend li-an --reason "key lost"
        One officer suffices; it is recorded and reviewed later. For somebody who leaves, also write `status: left` in the
        person's file and publish it.
        """)
    @OptionGroup var settings: Settings
    @Argument(help: "The person's id.") var id: String
    @Option(help: "Why.") var reason: String

    func run() async throws {
      let hub = try await Hub(settings)
      try await hub.withDatabase(nil) { connection in
        let people = try await hub.register(on: connection).people.map(\.id)
        guard people.contains(id) else {
          throw HubError(
            "person-unknown", "The policy set has no person \(id); nobody was suspended.",
            remedy: nearestWord(to: id, in: people).map { "Did you mean \($0)?" })
        }
        try await hub.record(.suspendPerson, [id])
        try await Revocation.revoke(.person, id, reason: reason, by: Person.current, on: connection)
        try await SessionRow.endAll(of: id, on: connection)
      }
      Terminal.say(Terminal.isChinese ? "\(id) 已暂停" : "\(id) is suspended")
    }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a suspended person in again.",
      discussion: "In production this takes two: one security administrator asks, and another gives the same command.")
    @OptionGroup var settings: Settings
    @Argument(help: "The person's id.") var id: String

    func run() async throws {
      let isActive = try await Hub(settings).giveBack(.person, id, asking: .askPersonBack, lifting: .resumePerson)
      Terminal.say(isActive ? "\(id) is active again" : "asked: another security administrator has to give the same command")
    }
  }
}
