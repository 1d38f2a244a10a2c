package import HubPostgres

/// A row of `control.session`: who signed in when, under that person's own signature.
package struct SessionRow: Sendable {
  /// Digest of the token, which stands nowhere in the database.
  package var id: [UInt8]
  package var person: String
  /// Microseconds since 1970, by the database's clock.
  package var startedAt: Int64
  package var signature: [UInt8]

  package init(id: [UInt8], person: String, startedAt: Int64, signature: [UInt8]) {
    self.id = id
    self.person = person
    self.startedAt = startedAt
    self.signature = signature
  }

  package func begin(on connection: PostgresConnection) async throws {
    try await connection.query(
      "INSERT INTO control.session (id, person, started_at, signature) VALUES ($1, $2, $3, $4)",
      [.bytes(id), .text(person), .timestamptz(startedAt), .bytes(signature)], prepare: false)
  }

  /// The session, used anew; nil where it has ended, began more than eight hours ago, or was idle for half an hour.
  package static func use(_ id: [UInt8], on connection: PostgresConnection) async throws -> SessionRow? {
    let rows = try await connection.query(
      """
      UPDATE control.session SET used_at = now() WHERE id = $1 AND ended_at IS NULL AND used_at > now() - interval '30 minutes'
      AND started_at BETWEEN now() - interval '8 hours' AND now() RETURNING person, started_at, signature
      """, [.bytes(id)], prepare: false)
    guard rows.count == 1 else { return nil }
    return SessionRow(
      id: id, person: rows.text(0, 0) ?? "", startedAt: rows.timestamptz(0, 1) ?? 0,
      signature: rows.bytes(0, 2).map(Array.init) ?? [])
  }

  /// Whose it was; nil where there is no such open session.
  package static func end(_ id: [UInt8], on connection: PostgresConnection) async throws -> String? {
    let rows = try await connection.query(
      "UPDATE control.session SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING person", [.bytes(id)],
      prepare: false)
    return rows.count == 1 ? rows.text(0, 0) : nil
  }

  package static func endAll(of person: String, on connection: PostgresConnection) async throws {
    try await connection.query(
      "UPDATE control.session SET ended_at = now() WHERE person = $1 AND ended_at IS NULL", [.text(person)], prepare: false)
  }
}
