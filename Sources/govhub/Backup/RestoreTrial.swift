import Foundation
import HubCrypto
import HubModel
import HubPostgres
import HubStore

/// A backup brought to life on a copy, and what it turned out to hold.
struct RestoreTrial: Sendable {
  let folder: BackupFolder
  let hub: Hub
  let expectHead: [String]

  struct Outcome: Encodable, Sendable {
    var digest: String
    /// Nil where the backup noted none.
    var noted: String?
    var auditEntries: Int
    var auditFaults: [String]
    /// Heads from outside that were written after the backup, and that a dropped chain leaves nothing to compare with.
    var laterHeads: Int
    var prunedHeads: Int

    var isGood: Bool { (noted == nil || noted == digest) && auditFaults.isEmpty }

    func told(isChinese: Bool) -> String {
      let state =
        noted == nil
        ? (isChinese ? "（备份时未记录，无可比对）" : "(none was noted to compare with)")
        : noted == digest
          ? (isChinese ? "与备份时一致" : "as noted with the backup")
          : (isChinese ? "与备份时不一致" : "DIFFERS from the one noted")
      let audit =
        auditFaults.isEmpty
        ? (isChinese ? "完整" : "intact") : (isChinese ? "有误：" : "at fault: ") + auditFaults.joined(separator: ", ")
      return isChinese
        ? "内容摘要 \(digest) \(state)\n审计 \(auditEntries) 条，\(audit)\n未比对的批头：备份之后 \(laterHeads) 个，已到期清除 \(prunedHeads) 个"
        : "digest \(digest) \(state)\naudit: \(auditEntries) entries, \(audit)\n"
          + "heads not compared: \(laterHeads) of after the backup, \(prunedHeads) of dropped chains"
    }
  }

  /// Throws what keeps the backup from being used at all: a file that was changed, a server that does not start on it, another
  /// ring.
  func run() async throws -> Outcome {
    let note = try folder.note()
    let keys = try hub.keyRing()
    guard keys.identity == note.keyRing, keys.sealingVersions.contains(note.sealingVersion) else {
      throw HubError(
        "key-ring-differs", "This key ring does not open that backup.",
        remedy: "Use the ring that was in use when it was taken.")
    }
    try await folder.base.verify()
    let throwaway = try await ThrowawayCluster.start(
      onCopyOf: folder.base.folder, in: FileManager.default.temporaryDirectory.path)
    var copy = hub
    copy.configuration.database = throwaway.cluster.uri(database: note.database)
    let outcome: Outcome
    do { outcome = try await examine(copy, note) } catch {
      try? await throwaway.cluster.stop()
      throw error
    }
    try await throwaway.cluster.stop()
    return outcome
  }

  private func examine(_ copy: Hub, _ note: BackupFolder.Note) async throws -> Outcome {
    let keys = try copy.keyRing()
    let (report, heads) = try await copy.withDatabase(nil) { connection in
      try await KeyVersions.check(keys, on: connection)
      let verifier = AuditVerifier(connection: connection, keys: [try keys.signer().keyID])
      let report = try await verifier.verify()
      var heads = HeldHeads(verifier, after: report, noted: note.auditHeads)
      for source in expectHead { try await heads.compare(source) }
      return (report, heads)
    }
    return Outcome(
      digest: try await copy.digest(keys, as: nil), noted: note.digest, auditEntries: report.entries,
      auditFaults: (report.faults + heads.faults).map { "\($0.kind.rawValue) \($0.place)" },
      laterHeads: heads.later, prunedHeads: heads.pruned)
  }
}
