package import HubPostgres

/// Attempts to sign in, by person: five that fail shut that person out for a quarter of an hour.
package enum SignInLog {
  package static let failuresAllowed = 5

  package static func note(_ person: String, succeeded: Bool, on connection: PostgresConnection) async throws {
    try await connection.query(
      "INSERT INTO control.sign_in (person, succeeded) VALUES ($1, $2)", [.text(person), .bool(succeeded)], prepare: false)
  }

  /// Every fifth failure since the last success counts from its own time.
  package static func isLockedOut(_ person: String, on connection: PostgresConnection) async throws -> Bool {
    let rows = try await connection.query(
      """
      SELECT count(*), coalesce(max(at) > now() - interval '15 minutes', false) FROM control.sign_in
      WHERE person = $1 AND NOT succeeded
      AND id > coalesce((SELECT max(id) FROM control.sign_in WHERE person = $1 AND succeeded), 0)
      """, [.text(person)], prepare: false)
    let failures = rows.int8(0, 0) ?? 0
    return failures > 0 && failures % Int64(failuresAllowed) == 0 && rows.bool(0, 1) == true
  }
}
