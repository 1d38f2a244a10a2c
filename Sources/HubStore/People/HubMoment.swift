package import HubPostgres

/// What a session is bound to beside its person: the hub, and the database's own time.
package struct HubMoment: Sendable {
  /// Name of the key ring that the database was filled under; empty before there is one.
  package var hub: [UInt8]
  /// Microseconds since 1970.
  package var now: Int64

  package static func read(on connection: PostgresConnection) async throws -> HubMoment {
    let rows = try await connection.query(
      "SELECT now(), (SELECT check_value FROM control.key_version ORDER BY version LIMIT 1)", [], prepare: false)
    return HubMoment(hub: rows.bytes(0, 1).map(Array.init) ?? [], now: rows.timestamptz(0, 0) ?? 0)
  }
}
