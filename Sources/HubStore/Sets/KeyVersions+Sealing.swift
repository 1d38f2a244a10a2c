package import HubCrypto
import HubModel
package import HubPostgres

/// A sealing key after the first, and how far its rotation is.
package struct SealingVersion: Sendable, Equatable {
  package var version: UInt16
  package var identity: String
  /// From then on everything new is sealed under it.
  package var isSwitched: Bool
  /// No cell is left under another version.
  package var isFinished: Bool
}

/// The database says which sealing key is in force, not the key files: they are handed out before the switch, at any pace.
extension KeyVersions {
  /// Rotations of the sealing key, the newest last.
  package static func sealing(on connection: PostgresConnection) async throws -> [SealingVersion] {
    let rows = try await connection.query(
      """
      SELECT version, convert_from(check_value, 'UTF8'), switched_at IS NOT NULL, finished_at IS NOT NULL
      FROM control.key_version WHERE kind = 'sealing' ORDER BY version
      """, [], prepare: false)
    return (0..<rows.count).map { row in
      SealingVersion(
        version: UInt16(clamping: rows.int2(row, 0) ?? 0), identity: rows.text(row, 1) ?? "",
        isSwitched: rows.bool(row, 2) ?? false, isFinished: rows.bool(row, 3) ?? false)
    }
  }

  /// The ring, sealing under the version in force. Throws `key-version-not-held` and `key-ring-differs`.
  package static func inForce(_ keys: KeyRing, on connection: PostgresConnection) async throws -> KeyRing {
    guard let newest = try await sealing(on: connection).last(where: \.isSwitched) else { return keys }
    return try sealing(keys, under: newest)
  }

  /// The ring, sealing under a version that the database knows.
  package static func sealing(_ keys: KeyRing, under version: SealingVersion) throws -> KeyRing {
    let ring = try keys.sealing(under: version.version)
    guard try ring.identity(ofSealing: version.version) == version.identity else {
      throw HubError(
        "key-ring-differs", "Version \(version.version) of this ring's sealing key is not the one that the database knows.",
        remedy: "Use the ring that `govhub keys rotate` wrote.")
    }
    return ring
  }

  /// Called under the lock of the dataset that is to be written: who has it sees the switch, and whoever had it before is
  /// waited for by the rotation. Throws `sealing-key-changed`.
  static func requireInForce(_ version: UInt16, on connection: PostgresConnection) async throws {
    try require(version, try await connection.query(newestInForce, [], prepare: false))
  }

  /// The same in the transaction that has the lock.
  static func requireInForce(_ version: UInt16, in transaction: PostgresTransaction) async throws {
    try require(version, try await transaction.query(newestInForce, [], prepare: false))
  }

  private static let newestInForce =
    "SELECT max(version) FROM control.key_version WHERE kind = 'sealing' AND switched_at IS NOT NULL"

  private static func require(_ version: UInt16, _ newest: PostgresRows) throws {
    guard let newest = newest.int2(0, 0), UInt16(clamping: newest) != version else { return }
    throw HubError(
      "sealing-key-changed", "The sealing key was changed this moment.", remedy: "Run it again.", persistence: .transient)
  }

  /// Takes note of a new sealing key, which is not in force yet.
  package static func announce(_ version: UInt16, of keys: KeyRing, on connection: PostgresConnection) async throws {
    try await connection.query(
      """
      INSERT INTO control.key_version (version, suite, check_value, kind) VALUES ($1, $2, $3, 'sealing')
      ON CONFLICT (version) DO NOTHING
      """,
      [
        .int2(Int16(version)), .text(keys.suite.rawValue), .bytes(Array(try keys.identity(ofSealing: version).utf8)),
      ], prepare: false)
  }

  /// Everything new is sealed under it from now on.
  package static func switchSealing(to version: UInt16, on connection: PostgresConnection) async throws {
    try await connection.query(
      "UPDATE control.key_version SET switched_at = coalesce(switched_at, now()) WHERE version = $1 AND kind = 'sealing'",
      [.int2(Int16(version))], prepare: false)
  }
}
