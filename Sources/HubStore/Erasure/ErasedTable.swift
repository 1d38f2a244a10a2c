import HubCrypto
import HubModel
import HubPostgres

/// What one dataset holds of a subject.
struct ErasedTable: Sendable {
  let landing: LandingTable
  let id: Int16

  /// `$1` fingerprints of the subject. Where each subject has one row, its key is the subject, and nothing else is indexed.
  var deletion: String {
    var condition = "\(landing.dataset.oneRowPerSubject ? "row_key" : "subject") = ANY($1::bytea[])"
    if case .alias = landing.entity.kind { condition += " OR alias_fp = ANY($1::bytea[])" }
    return "DELETE FROM \(landing.name) WHERE \(condition) RETURNING row_key, subject"
  }

  /// Staged rows of runs that were broken off. No run is under way: the dataset is locked.
  func dropLeftovers(in transaction: PostgresTransaction) async throws {
    let left = try await transaction.query(RunStore.leftovers, [.int2(id)], prepare: false)
    for row in 0..<left.count {
      guard let run = left.text(row, 0).flatMap({ Int64($0) }) else { continue }
      for statement in StagingTables.dropStatements(run: run) { try await transaction.query(statement, [], prepare: false) }
    }
  }

  /// Leaves for each row that it was erased, with nothing in it, until the next read sees for itself.
  func mark(_ rows: PostgresRows, keys: KeyRing, in transaction: PostgresTransaction) async throws {
    let name = landing.dataset.name
    let refused = try keys.refusedRows(of: name)
    let cells = try keys.sealer(label: name).attribute(refusedCellName)
    for row in 0..<rows.count {
      guard let key = rows.fingerprint(row, 0), let subject = rows.fingerprint(row, 1) else { continue }
      let print = refused.ofErased(key)
      try await transaction.query(
        """
        INSERT INTO control.quarantine (
        dataset, raw_fp, line, occurrences, reason, detail, subject, row_key, raw_ct, key_version, first_run, last_run)
        SELECT d.id, $2, 0, 1, $3, $4, $5, $6, $7, $8, coalesce(d.last_run, 0), coalesce(d.last_run, 0)
        FROM control.dataset AS d WHERE d.id = $1
        """,
        [
          .int2(id), .fingerprint(print), .text(ErasedSubjects.reason), .text(ErasedSubjects.detail), .fingerprint(subject),
          .fingerprint(key), .bytes(try cells.seal([], rowKey: print)), .int2(Int16(keys.sealingVersion)),
        ], prepare: false)
    }
  }
}
