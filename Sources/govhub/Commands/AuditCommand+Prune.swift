import ArgumentParser
import HubCrypto
import HubPostgres
import HubStore

extension AuditCommand {
  struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Drop whole months of the audit that are past the retention; a signed tombstone stands for each chain.",
      discussion: """
        The setting auditRetention says how long: 3y by default, and never less (政务数据共享条例 29). What is about to be dropped is put
        on record first. `govhub audit verify` goes on from the tombstones. For the schema's owner.
        Example: govhub audit prune --plan
        """)

    @OptionGroup var settings: Settings
    @Flag(help: "Print what would be dropped, and drop nothing.") var plan = false

    func run() async throws {
      let hub = try await Hub(settings)
      try await hub.withDatabase(nil) { connection in
        let pruning = AuditPruning(connection: connection, retention: hub.configuration.auditRetention)
        let found = try await pruning.plan()
        Terminal.say(Self.words(of: found))
        if plan || found.isEmpty { return }
        let signer = try hub.keyRing().signer()
        try await hub.record(.pruneAudit, [Self.words(of: found)])
        try await pruning.run(found, signer: signer)
        Terminal.note("dropped")
      }
    }

    private static func words(of plan: AuditPruning.Plan) -> String {
      let months = plan.months.isEmpty ? "none" : plan.months.joined(separator: ",")
      return "before=\(AuditTime.text(plan.before)) months=\(months) chains=\(plan.chains.count) entries=\(plan.entries)"
    }
  }
}
