package import HubPostgres

/// Rights taken away at once, apart from the policy set: one officer suffices, and it can only remove rights.
package struct Revocation: Sendable {
  package enum Kind: String, Sendable { case client, key, person }

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

  /// What is revoked now.
  package static func active(_ kinds: Kind..., on connection: PostgresConnection) async throws -> [String] {
    let rows = try await connection.query(
      "SELECT target FROM control.revocation WHERE lifted_at IS NULL AND kind = ANY ($1) ORDER BY id",
      [.textArray(kinds.map(\.rawValue))], prepare: false)
    return (0..<rows.count).compactMap { rows.text($0, 0) }
  }
}
