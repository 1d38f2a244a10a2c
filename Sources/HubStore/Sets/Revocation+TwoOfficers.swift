package import HubPostgres

/// Rights are taken by one officer and given back by two: one asks, another one lifts.
extension Revocation {
  /// What is known of a revocation that stands.
  package struct Standing: Sendable {
    /// Who asked for the rights back; nil where nobody did.
    package var asker: String?
  }

  /// Nil where nothing is revoked.
  package static func standing(
    _ kind: Kind, _ target: String, on connection: PostgresConnection
  ) async throws -> Standing? {
    let rows = try await connection.query(
      "SELECT lift_asked_by FROM control.revocation WHERE kind = $1 AND target = $2 AND lifted_at IS NULL ORDER BY id LIMIT 1",
      [.text(kind.rawValue), .text(target)], prepare: false)
    return rows.count == 1 ? Standing(asker: rows.text(0, 0)) : nil
  }

  package static func askBack(
    _ kind: Kind, _ target: String, by person: String, on connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      UPDATE control.revocation SET lift_asked_by = $3, lift_asked_at = now()
      WHERE kind = $1 AND target = $2 AND lifted_at IS NULL
      """, [.text(kind.rawValue), .text(target), .text(person)], prepare: false)
  }

  /// Returns false where nothing is revoked, or somebody else has asked meanwhile.
  /// - Parameter asker: as `standing` found it.
  package static func lift(
    _ kind: Kind, _ target: String, by person: String, askedBy asker: String?, on connection: PostgresConnection
  ) async throws -> Bool {
    let rows = try await connection.query(
      """
      UPDATE control.revocation SET lifted_at = now(), lifted_by = $3
      WHERE kind = $1 AND target = $2 AND lifted_at IS NULL AND coalesce(lift_asked_by, '') = $4 RETURNING id
      """, [.text(kind.rawValue), .text(target), .text(person), .text(asker ?? "")], prepare: false)
    try await connection.query("SELECT pg_notify('govhub_revocation', '')", [], prepare: false)
    return rows.count > 0
  }
}
