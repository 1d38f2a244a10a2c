package import HubPostgres

/// Rights taken away at once, apart from the policy set: one officer suffices, and it can only remove rights.
package struct Revocation: Sendable {
  package enum Kind: String, Sendable { case client, key }

  package static func revoke(
    _ kind: Kind, _ target: String, reason: String, by person: String, on connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      INSERT INTO control.revocation (kind, target, reason, revoked_by) SELECT $1, $2, $3, $4
      WHERE NOT EXISTS (SELECT FROM control.revocation WHERE kind = $1 AND target = $2 AND lifted_at IS NULL)
      """, [.text(kind.rawValue), .text(target), .text(reason), .text(person)], prepare: false)
    try await connection.query("SELECT pg_notify('govhub_revocation', '')", [], prepare: false)
  }

  /// Returns false where nothing was revoked.
  package static func lift(
    _ kind: Kind, _ target: String, by person: String, on connection: PostgresConnection
  ) async throws -> Bool {
    let rows = try await connection.query(
      """
      UPDATE control.revocation SET lifted_at = now(), lifted_by = $3
      WHERE kind = $1 AND target = $2 AND lifted_at IS NULL RETURNING id
      """, [.text(kind.rawValue), .text(target), .text(person)], prepare: false)
    try await connection.query("SELECT pg_notify('govhub_revocation', '')", [], prepare: false)
    return rows.count > 0
  }

  /// What is revoked now: ids of clients and of keys.
  package static func active(on connection: PostgresConnection) async throws -> [String] {
    let rows = try await connection.query(
      "SELECT target FROM control.revocation WHERE lifted_at IS NULL ORDER BY id", [], prepare: false)
    return (0..<rows.count).compactMap { rows.text($0, 0) }
  }
}
