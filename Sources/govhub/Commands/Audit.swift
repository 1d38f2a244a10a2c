import ArgumentParser
import HubCrypto
import HubModel
import HubStore

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The record of every question and answer, and of what people did with commands.",
    subcommands: [VerifyAudit.self, Search.self, Subject.self, Prune.self])

  struct VerifyAudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Prove that no entry was edited, removed, inserted or moved; names each that was.",
      discussion: """
        Held against heads that were kept outside the database, it also proves that nothing was cut off the end, and that nobody
        wrote everything anew: the file that the setting auditHeads names, a file of receipts, or head lines printed earlier.
        Chains have to be signed with the hub's key: that of the key ring, or the public keys given.
        Example: govhub audit verify --public-key hub.pem --expect-head /mnt/worm/audit-heads.jsonl
        Exit status 1 where anything does not hold.
        """)

    @OptionGroup var settings: Settings
    @Option(
      help: ArgumentHelp(
        "Heads kept outside: a file of them, - for standard input, or one line \"writer sequence root\". May be repeated.",
        valueName: "file"))
    var expectHead: [String] = []
    @Option(
      help: ArgumentHelp(
        "PEM file of a public key of the hub (`govhub receipt public-key`); without it the key ring's. May be repeated.",
        valueName: "file"))
    var publicKey: [String] = []
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
      let hub = try await Hub(settings)
      let keys = try keys(of: hub)
      let (report, heads) = try await hub.withDatabase(.auditor) { connection in
        let verifier = AuditVerifier(connection: connection, keys: keys)
        let report = try await verifier.verify { Terminal.progress("\($0) entries") }
        var heads = HeldHeads(verifier, after: report)
        for source in expectHead { try await heads.compare(source) }
        return (report, heads)
      }
      Terminal.endProgress()
      let result = AuditResult(report, heads)
      if json { Terminal.say(try Terminal.json(result)) } else { result.say() }
      if !result.faults.isEmpty { throw ExitCode(1) }
    }

    private func keys(of hub: Hub) throws -> Set<String>? {
      if !publicKey.isEmpty { return Set(try publicKey.map { try Verifier(pemFile: $0).keyID }) }
      if let signer = try? hub.keyRing().signer() { return [signer.keyID] }
      Terminal.note(
        Terminal.isChinese
          ? "没有密钥环，也没有 --public-key：未核对各链是否由本系统的密钥签名"
          : "neither a key ring nor --public-key: whether the chains are signed with the hub's key was not looked at")
      return nil
    }
  }
}
