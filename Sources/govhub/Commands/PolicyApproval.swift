import ArgumentParser
import HubModel
import HubPolicy

extension PolicyCommand {
  struct Propose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sign the policy files as their author, for another security administrator to approve. 提交",
      discussion: """
        Example: govhub policy propose --key li-an.key
        The files are checked and tested, and their digest is signed with your key. The approver needs the same files: hand
        them over under version control.
        """)
    @OptionGroup var settings: Settings
    @Option(help: "Your private key file.") var key: String
    @Option(help: "File descriptor to read the passphrase from.") var passphraseFd: Int32?

    func run() async throws {
      let hub = try await Hub(settings)
      let work = FourEyes(hub: hub, set: try hub.testedPolicySet())
      try await hub.requireConsent(work.set)
      try await hub.withDatabase(nil) { connection in
        try await work.propose(SealedKeyFile(path: key, descriptor: passphraseFd), on: connection)
      }
      let (done, next) =
        Terminal.isChinese ? ("已提交", "下一步，由另一名安全管理员") : ("proposed", "next, by another security administrator")
      Terminal.say("\(done) \(work.name)\n\(next): govhub policy approve \(work.name.prefix(12)) --key FILE")
    }
  }

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sign a proposed policy set as its approver. 批准",
      discussion: """
        Example: govhub policy approve 6812416d415f --key wang-bo.key
        You approve the files that lie before you: they must have the digest that the author signed. Nobody approves a change of
        their own. `govhub policy publish` then puts the set in force.
        """)
    @OptionGroup var settings: Settings
    @Argument(help: "The digest that the author told you, or its first 12 digits or more.") var digest: String
    @Option(help: "Your private key file.") var key: String
    @Option(help: "File descriptor to read the passphrase from.") var passphraseFd: Int32?
    @Flag(help: "Do not ask.") var yes = false

    func validate() throws {
      if digest.utf8.count < 12 { throw ValidationError("Give at least 12 digits of the digest.") }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let work = FourEyes(hub: hub, set: try hub.testedPolicySet())
      guard work.name.hasPrefix(digest.lowercased()) else {
        throw HubError(
          "digest-differs", "The files here have the digest \(work.name).", remedy: "Get the files that the author signed.")
      }
      try await hub.withDatabase(nil) { connection in
        let proposal = try await work.foreignProposal(on: connection)
        if !yes, try await !work.isConfirmed(proposal, on: connection) { throw ExitCode(1) }
        try await work.approve(SealedKeyFile(path: key, descriptor: passphraseFd), on: connection)
      }
      Terminal.say(Terminal.isChinese ? "已批准，下一步：govhub policy publish" : "approved; next: govhub policy publish")
    }
  }
}
