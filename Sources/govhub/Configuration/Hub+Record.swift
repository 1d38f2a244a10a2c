import HubCrypto
import HubPostgres
import HubStore

extension Hub {
  /// Puts on record what a person is about to do, each target an entry. It is not done where that cannot be written: this throws.
  ///
  /// The entries stand in a chain of their own, signed like those of a gateway, so that `govhub audit verify` covers them; the key
  /// ring has to hold the key for that.
  func record(_ action: AdministrativeAct.Action, _ targets: [String], as role: DatabaseRole? = nil) async throws {
    guard !targets.isEmpty else { return }
    let keys = try keyRing()
    let signer = try keys.signer()
    let login = try await withDatabase(role) { connection in
      try await KeyVersions.check(keys, on: connection)
      return try await connection.query("SELECT session_user::text", [], prepare: false).text(0, 0) ?? ""
    }
    let log = AuditLog(
      configuration: database(role, application: "govhub audit"), signer: signer, process: "govhub",
      heads: HeadKeeper(configuration.auditHeads))
    let acts = targets.map { target in
      AdministrativeAct(
        action: action, target: target, person: Person.current, role: Person.role, login: login, at: CurrentTime.micros)
    }
    do {
      try await log.record(acts)
      await log.stop()
    } catch {
      await log.stop()
      throw error
    }
  }
}
