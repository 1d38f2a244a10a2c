import ArgumentParser
import Foundation
import HubCrypto
import HubModel
import HubPostgres
import HubStore

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a base backup of the whole database while it works, without any key.",
    discussion: """
      Runs pg_basebackup with the log that was written meanwhile, and checks the copy by its manifest. Needs a login with
      REPLICATION that is a member of govhub_ingest. The key ring is kept apart: without it the backup discloses nothing, and is
      of no use.
      Example: govhub backup --to /mnt/backup/2026-03-01 && govhub restore --check /mnt/backup/2026-03-01
      """)

  @OptionGroup var settings: Settings
  @Option(help: "New folder for the backup; not where the key ring lies.") var to: String
  @Flag(help: "Do not compute what the hub holds (two passes over everything).") var withoutDigest = false

  func run() async throws {
    let hub = try await Hub(settings)
    let folder = BackupFolder(to)
    let login = try ProgramLogin(hub.configuration.database)
    let (database, keys, heads) = try await hub.withDatabase(.ingest) { connection in
      let keys = try hub.keyRing()
      try await KeyVersions.check(keys, on: connection)
      let name = try await connection.query("SELECT current_database()::text", [], prepare: false).text(0, 0) ?? ""
      return (
        name, try await KeyVersions.inForce(keys, on: connection), try await AuditVerifier.newest(on: connection)
      )
    }
    try folder.make(apartFrom: hub.configuration.keys)
    let before = try await digest(hub, keys)
    try await folder.base.take(from: login.uri, variables: login.variables)
    try await folder.base.verify()
    try folder.requireNoKeys()
    let after = try await digest(hub, keys)
    try folder.write(
      BackupFolder.Note(
        takenAt: ISO8601DateFormatter().string(from: Date()), database: database, keyRing: keys.identity,
        sealingVersion: keys.sealingVersion, digest: before == after ? before : nil, auditHeads: heads))
    Terminal.say(Self.told(folder, hub.configuration.keys, isCompared: before != nil && before == after))
  }

  private func digest(_ hub: Hub, _ keys: KeyRing) async throws -> String? {
    withoutDigest ? nil : try await hub.digest(keys)
  }

  private static func told(_ folder: BackupFolder, _ keys: String, isCompared: Bool) -> String {
    if Terminal.isChinese {
      return """
        备份已完成并按清单核对：\(folder.path)
        密钥环不在其中：\(keys) 须另存于其他介质、由他人保管；缺之无法恢复，两者同处则数据可被读取。
        \(isCompared ? "内容摘要已记录。" : "备份期间内容有变化（或未计算），未记录摘要。")请验证恢复：govhub restore --check \(folder.path)
        """
    }
    return """
      The backup is taken and agrees with its manifest: \(folder.path)
      The key ring is not in it. Keep a copy of \(keys) on another medium, with another person: without it nothing can be
      restored, and with both everything can be read.
      \(isCompared ? "What the hub holds is noted as a digest." : "What the hub holds changed meanwhile, or was not computed.")
      Try it: govhub restore --check \(folder.path)
      """
  }
}

extension Hub {
  /// One number over everything the hub holds.
  func digest(_ keys: KeyRing, as role: DatabaseRole? = .ingest) async throws -> String {
    try await withDatabase(role) { connection in
      let schema = try await publishedMapping(on: connection).storeSchema
      return try await HubDigest(connection: connection, schema: schema, keys: keys).compute().last?.digest ?? ""
    }
  }
}
