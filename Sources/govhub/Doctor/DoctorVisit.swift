import HubPostgres
import HubStore

/// What the checks look at: a deployment's settings and its live database, as the login sees it without a role of a process.
struct DoctorVisit: Sendable {
  let hub: Hub
  let connection: PostgresConnection
  /// How each kind of process opens its sessions.
  var session: @Sendable (DatabaseRole?) -> PostgresConfiguration
  /// This machine's time, in microseconds since 1970.
  var now: @Sendable () -> Int64 = { CurrentTime.micros }
  /// Share of the database's disk that should be free.
  var leastFree = 0.1

  init(hub: Hub, connection: PostgresConnection) {
    self.hub = hub
    self.connection = connection
    session = { hub.database($0, application: "govhub doctor") }
  }

  func rows(_ sql: String, _ parameters: [PostgresValue] = []) async throws -> PostgresRows {
    try await connection.query(sql, parameters, prepare: false)
  }

  /// The first column as texts.
  func texts(_ sql: String, _ parameters: [PostgresValue] = []) async throws -> [String] {
    let rows = try await rows(sql, parameters)
    return (0..<rows.count).compactMap { rows.text($0, 0) }
  }
}
