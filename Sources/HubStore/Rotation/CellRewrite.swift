package import HubCrypto
import HubModel
package import HubPostgres

/// Brings every cell under the sealing key that the ring seals under, while the hub is read and written.
///
/// A cell names its version and every reader holds all of them, so cells are rewritten where they stand, a batch of rows a
/// transaction, in the order of their keys, with the place reached beside them. Killed at any moment it goes on from there.
/// Nothing is opened but in this process's memory. A run that began before the switch seals under the old key still, and holds
/// its dataset's lock; a second walk under that lock takes up what it left, and nobody can seal under the old key after it
/// (`KeyVersions.requireInForce`).
///
/// Fingerprints stay: they are keys of tables, and are made of numbers that no table holds in the clear.
package struct CellRewrite: Sendable {
  let connection: PostgresConnection
  let keys: KeyRing
  private static let batchRows = 1_000

  /// `keys`: sealing under the version to bring cells to, and holding the others. `connection`: of the schema's owner.
  package init(connection: PostgresConnection, keys: KeyRing) {
    self.connection = connection
    self.keys = keys
  }

  /// Rows that are still to be rewritten, by part.
  package static func left(
    beside version: UInt16, on connection: PostgresConnection
  ) async throws -> [(part: String, rows: Int64)] {
    var parts: [(part: String, rows: Int64)] = []
    for table in try await CellTable.all(on: connection) {
      let rows = try await connection.query(table.left, [.int2(Int16(version))], prepare: false)
      parts.append((table.part, rows.int8(0, 0) ?? 0))
    }
    return parts
  }

  /// `progress` gets a part and the rows of it that were rewritten so far.
  package func run(progress: (String, Int64) -> Void = { _, _ in }) async throws {
    // For a run that began before the switch, however long it is.
    try await connection.execute("SET lock_timeout = '6h'")
    for table in try await CellTable.all(on: connection) {
      guard try await !isFinished(table) else { continue }
      try await walk(table, from: try await begin(table), isKept: true, progress: progress)
      try await settle(table, progress: progress)
    }
    try await connection.query(
      "UPDATE control.key_version SET finished_at = coalesce(finished_at, now()) WHERE version = $1 AND kind = 'sealing'",
      [version], prepare: false)
  }

  private var version: PostgresValue { .int2(Int16(keys.sealingVersion)) }

  // MARK: walking

  /// `isKept`: the place is remembered, for a process that goes on after this one.
  private func walk(
    _ table: CellTable, from start: String, isKept: Bool, progress: (String, Int64) -> Void
  ) async throws {
    let sealer = try keys.sealer(label: table.dataset)
    let cells = table.cells.map { sealer.attribute($0.attribute) }
    var place: String? = start
    while let from = place {
      try Task.checkCancellation()
      place = try await connection.transaction(attempts: 5) { transaction in
        let rows = try await transaction.query(
          table.batch(of: Self.batchRows), [.text(from), self.version], prepare: false)
        guard rows.count > 0 else { return nil }
        try await transaction.query(table.update, [self.version] + (try Self.resealed(rows, cells)), prepare: false)
        let reached = rows.text(rows.count - 1, 1) ?? from
        try await self.note(table, reached: isKept ? reached : nil, rows: rows.count, in: transaction)
        return reached
      }
      if place != nil { progress(table.part, try await rewritten(table)) }
    }
  }

  /// Places, then the cells of each column, in the order of the table's.
  private static func resealed(_ rows: PostgresRows, _ cells: [CellSealer]) throws -> [PostgresValue] {
    var columns = [[[UInt8]]](repeating: [], count: cells.count)
    var plain: [UInt8] = []
    for row in 0..<rows.count {
      guard let rowKey = rows.fingerprint(row, 2) else {
        throw HubError(
          "cell-malformed", "A row with sealed cells has no key.", remedy: "This is a fault of the hub: report it.")
      }
      for (place, sealer) in cells.enumerated() {
        guard let cell = rows.bytes(row, place + 3) else {
          columns[place].append([])
          continue
        }
        try sealer.open(cell, rowKey: rowKey, into: &plain)
        columns[place].append(try sealer.seal(plain, rowKey: rowKey))
        plain.cleanse()
      }
    }
    return [.textArray((0..<rows.count).map { rows.text($0, 0) ?? "" })] + columns.map(PostgresValue.bytesArray)
  }

  // MARK: the end of a part

  /// Under the dataset's lock, so that no run writes: what the first walk passed over, the position, and proof that nothing is
  /// left.
  private func settle(_ table: CellTable, progress: (String, Int64) -> Void) async throws {
    let lock = PostgresValue.int8(AdvisoryLock.datasetBase + Int64(table.datasetID))
    try await connection.query("SELECT pg_advisory_lock($1)", [lock], prepare: false)
    do {
      try await walk(table, from: table.start, isKept: false, progress: progress)
      try await resealPosition(table)
      try await requireNoneLeft(table)
      try await connection.query(
        "UPDATE control.key_rewrite SET finished_at = now() WHERE version = $1 AND part = $2", [version, .text(table.part)],
        prepare: false)
    } catch {
      _ = try? await connection.query("SELECT pg_advisory_unlock($1)", [lock], prepare: false)
      throw error
    }
    try await connection.query("SELECT pg_advisory_unlock($1)", [lock], prepare: false)
  }

  private func resealPosition(_ table: CellTable) async throws {
    let rows = try await connection.query(
      "SELECT position FROM control.checkpoint WHERE dataset = $1 AND key_version <> $2", [.int2(table.datasetID), version],
      prepare: false)
    guard rows.count == 1, let cell = rows.bytes(0, 0).map(Array.init) else { return }
    let sealer = try keys.sealer(label: table.dataset).attribute(positionCellName)
    let nowhere = Fingerprint(high: 0, low: 0)
    let resealed = try sealer.seal(try sealer.open(cell, rowKey: nowhere), rowKey: nowhere)
    try await connection.query(
      "UPDATE control.checkpoint SET position = $3, key_version = $2 WHERE dataset = $1",
      [.int2(table.datasetID), version, .bytes(resealed)], prepare: false)
  }

  private func requireNoneLeft(_ table: CellTable) async throws {
    let bytes = withUnsafeBytes(of: keys.sealingVersion.bigEndian) { Array($0) }
    let rows = try await connection.query(table.leftByCells, [.bytes(bytes)], prepare: false)
    guard rows.int8(0, 0) == 0 else {
      throw HubError(
        "cells-left", "\(table.part) holds cells under another key than the one in force.",
        remedy: "Keep the old key. This is a fault of the hub: report it.")
    }
  }
}

/// How far it is, for whoever goes on after a kill.
extension CellRewrite {
  private func isFinished(_ table: CellTable) async throws -> Bool {
    let rows = try await connection.query(
      "SELECT finished_at IS NOT NULL FROM control.key_rewrite WHERE version = $1 AND part = $2",
      [version, .text(table.part)], prepare: false)
    return rows.count == 1 && rows.bool(0, 0) == true
  }

  /// The place to go on from.
  private func begin(_ table: CellTable) async throws -> String {
    let rows = try await connection.query(
      """
      INSERT INTO control.key_rewrite (version, part, upto) VALUES ($1, $2, $3)
      ON CONFLICT (version, part) DO UPDATE SET part = excluded.part RETURNING upto
      """, [version, .text(table.part), .text(table.start)], prepare: false)
    return rows.text(0, 0) ?? table.start
  }

  private func note(_ table: CellTable, reached: String?, rows: Int, in transaction: PostgresTransaction) async throws {
    try await transaction.query(
      """
      UPDATE control.key_rewrite SET upto = coalesce($3::text, upto), rewritten = rewritten + $4
      WHERE version = $1 AND part = $2
      """, [version, .text(table.part), reached.map(PostgresValue.text) ?? .null, .int8(Int64(rows))], prepare: false)
  }

  private func rewritten(_ table: CellTable) async throws -> Int64 {
    let rows = try await connection.query(
      "SELECT rewritten FROM control.key_rewrite WHERE version = $1 AND part = $2", [version, .text(table.part)],
      prepare: false)
    return rows.int8(0, 0) ?? 0
  }
}
