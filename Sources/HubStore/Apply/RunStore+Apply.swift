import HubModel
package import HubPostgres

/// Bringing staged rows into landing and hub.
///
/// After each transaction the hub is what landing says, subject by subject: all that concerns a subject goes in one, with the
/// rows that it loses because they go or move to another. So a run that is stopped between two transactions leaves nothing that
/// a reader could find falsely, and nothing to put right for the next run, which finds the rows before the stop unchanged.
extension RunStore {
  /// Merges everything staged. Readers see each record wholly old or wholly new; `complete_as_of` moves at the end.
  ///
  /// Many rows go in several transactions, each of whole subjects, two at a time: the second over `other`.
  package func apply(
    _ counts: RunCounts, contentDigest: [UInt8], scope: RunScope = .whole, asOf: RunAsOf = .startOfRead,
    position: RunPosition? = nil, beside other: PostgresConnection
  ) async throws {
    try counts.requireBalance()
    try await connection.query("UPDATE control.run SET state = 'applying' WHERE id = $1", [.int8(run)])
    try await connection.query("SELECT pg_advisory_lock($1)", [.int8(entityLock)])
    do {
      let hasMoved = try await findMoved()
      let ranges = SubjectRange.ranges(changed: counts.inserted + counts.updated + counts.withdrawn, size: applySize)
      let isHubEmpty = try await isHubEmpty()
      if ranges.count > 1 {
        try await forgetContent()
        if hasMoved { try await connection.transaction { try await self.mergeMoved(in: $0) } }
        try await apply(ranges, isHubEmpty: isHubEmpty && !hasMoved, beside: other)
      }
      try await connection.transaction { transaction in
        if ranges.count == 1 {
          if hasMoved { try await self.mergeMoved(in: transaction) }
          try await self.merge(where: SubjectRange.all.condition, isHubEmpty: isHubEmpty && !hasMoved, in: transaction)
        }
        try await self.registerAliases(in: transaction)
        try await self.finish(transaction, counts: counts, contentDigest: contentDigest, scope: scope, asOf: asOf)
        try await self.store(position, in: transaction)
      }
    } catch {
      _ = try? await connection.query("SELECT pg_advisory_unlock($1)", [.int8(entityLock)])
      throw error
    }
    try await connection.query("SELECT pg_advisory_unlock($1)", [.int8(entityLock)])
    try await close()
  }

  private var entityLock: Int64 {
    AdvisoryLock.entityBase + Int64((schema.model.entities.firstIndex { $0.name == landing.entity.name } ?? 0) + 1)
  }

  private func apply(_ ranges: [SubjectRange], isHubEmpty: Bool, beside other: PostgresConnection) async throws {
    try await other.execute(Self.sessionSettings)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (offset, lane) in [connection, other].enumerated() {
        group.addTask {
          for place in stride(from: offset, to: ranges.count, by: 2) {
            let condition = ranges[place].condition
            // Both write aliases: one that moves between the halves could make each wait for the other.
            try await lane.transaction(attempts: 5) {
              try await self.merge(where: condition, isHubEmpty: isHubEmpty, in: $0)
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  // MARK: before the first transaction

  /// Lists the subjects between which rows move. Where each subject has one row, that row is told by its subject and stays.
  private func findMoved() async throws -> Bool {
    guard !isFirstLoad, !landing.dataset.oneRowPerSubject else { return false }
    try await connection.query(staging.findMoved, [], prepare: false)
    try await connection.execute("ANALYZE \(staging.moved)")
    let any = try await connection.query("SELECT EXISTS (SELECT FROM \(staging.moved))", [], prepare: false)
    return any.bool(0, 0) == true
  }

  /// Nobody else writes to the entity while its lock is held. Aliases have no table of their own.
  private func isHubEmpty() async throws -> Bool {
    if case .alias = landing.entity.kind { return false }
    let any = try await connection.query("SELECT EXISTS (SELECT FROM \(hub.name))", [], prepare: false)
    return any.bool(0, 0) == false
  }

  /// From the first of several transactions to the last, landing is no content that was ever read: a source that is again what
  /// the last run read must not be taken for known.
  private func forgetContent() async throws {
    try await connection.query("UPDATE control.dataset SET content_digest = NULL WHERE id = $1", [.int2(datasetID)])
  }

  // MARK: what a transaction does

  /// Rows that move concern two subjects, which may lie in two ranges: both are brought up to date before the ranges, with all
  /// their rows, and then leave staging.
  private func mergeMoved(in transaction: PostgresTransaction) async throws {
    let subjects = "SELECT subject FROM \(staging.moved)"
    try await merge(where: "subject IN (\(subjects))", isHubEmpty: false, beside: subjects, in: transaction)
    for statement in staging.dropMoved { try await transaction.query(statement, [], prepare: false) }
  }

  /// Brings landing, hub and aliases up to date for the subjects that `condition` chooses, SQL over a column `subject`.
  /// - Parameter beside: a query for subjects without a row in staging.
  private func merge(
    where condition: String, isHubEmpty: Bool, beside: String? = nil, in transaction: PostgresTransaction
  ) async throws {
    try await transaction.query(
      staging.upsertLanding(where: condition, isFirstLoad: isFirstLoad),
      [
        .int8(run), .int4(Int32(landing.dataset.version)), .int2(Int16(provenance.normalisationVersion)),
        .int2(Int16(provenance.keyVersion)),
      ], prepare: false)
    if !isFirstLoad {
      try await transaction.query(staging.withdraw(where: condition), [.int8(run)], prepare: false)
    }
    if case .alias = landing.entity.kind { return }
    let statements =
      try landing.dataset.oneRowPerSubject
      ? derivation(oneRowEach: condition, isHubEmpty: isHubEmpty)
      : derivation(severalRowsEach: condition, isHubEmpty: isHubEmpty, beside: beside)
    for statement in statements { try await transaction.query(statement, [], prepare: false) }
  }

  /// The staged rows tell all there is to tell of their subjects; a subject whose row is gone has none.
  private func derivation(oneRowEach condition: String, isHubEmpty: Bool) throws -> [String] {
    let merge = HubMerge(table: hub, schema: schema)
    let aliases = AliasMerge(landing: landing, source: datasetID)
    let staged = "(SELECT * FROM \(staging.rows) WHERE \(condition))"
    var statements = try merge.statements(.staged(dataset: landing.dataset, table: staged), isEmpty: isHubEmpty)
    if !isFirstLoad {
      let gone = "SELECT subject FROM \(staging.gone) WHERE \(condition)"
      statements += try merge.statements(.landing(subjects: gone))
      statements.append(aliases.forget(subjects: "SELECT subject FROM \(staged) AS part UNION ALL \(gone)"))
    }
    statements.append(aliases.writtenForms(from: "\(staged) AS part"))
    return statements
  }

  /// Landing tells: of a subject with several rows an unchanged one may be the one that counts, or tell a written form too.
  private func derivation(severalRowsEach condition: String, isHubEmpty: Bool, beside: String?) throws -> [String] {
    let aliases = AliasMerge(landing: landing, source: datasetID)
    let staged = "(SELECT * FROM \(staging.rows) WHERE \(condition)) AS part"
    var parts = ["SELECT subject FROM \(staged)"]
    if !isFirstLoad { parts.append("SELECT subject FROM \(staging.gone) WHERE \(condition)") }
    if let beside { parts.append(beside) }
    let subjects = parts.joined(separator: " UNION ALL ")
    var statements = try HubMerge(table: hub, schema: schema).statements(.landing(subjects: subjects), isEmpty: isHubEmpty)
    if !isFirstLoad { statements.append(aliases.forget(subjects: subjects)) }
    statements.append(aliases.writtenForms(from: isFirstLoad ? staged : aliases.standing(subjects)))
    return statements
  }

  /// A register of changed numbers is taken over whole, from what landing says at the end.
  private func registerAliases(in transaction: PostgresTransaction) async throws {
    guard case .alias = landing.entity.kind else { return }
    for statement in AliasMerge(landing: landing, source: datasetID).register {
      try await transaction.query(statement, [], prepare: false)
    }
  }

  private func finish(
    _ transaction: PostgresTransaction, counts: RunCounts, contentDigest: [UInt8], scope: RunScope, asOf: RunAsOf
  ) async throws {
    for statement in staging.quarantineStatements(dataset: datasetID, keyVersion: provenance.keyVersion, scope: scope) {
      try await transaction.query(statement, [], prepare: false)
    }
    try await transaction.query(
      """
      UPDATE control.run SET state = 'applied', finished_at = now(), content_digest = $2, read = $3, inserted = $4, updated = $5,
      unchanged = $6, quarantined = $7, duplicates = $8, withdrawn = $9 WHERE id = $1
      """,
      [
        .int8(run), .bytes(contentDigest), .int8(counts.read), .int8(counts.inserted), .int8(counts.updated),
        .int8(counts.unchanged), .int8(counts.quarantined), .int8(counts.duplicates), .int8(counts.withdrawn),
      ])
    try await transaction.query(
      """
      UPDATE control.dataset AS d SET last_run = r.id, content_digest = $2, mapping_digest = r.mapping_digest,
      complete_as_of = CASE WHEN $4 THEN r.started_at WHEN $5::int8 IS NULL THEN d.complete_as_of
      ELSE greatest(d.complete_as_of, least(r.started_at, to_timestamp($5::int8::float8))) END
      FROM control.run AS r WHERE d.id = $1 AND r.id = $3
      """,
      [
        .int2(datasetID), .bytes(contentDigest), .int8(run), .bool(asOf == .startOfRead),
        asOf.deliveredAt.map { .int8($0) } ?? .null,
      ])
  }
}
