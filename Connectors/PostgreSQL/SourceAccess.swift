import HubConnectorKit
import HubModel
import HubPostgres

/// How a read gets to its source: settings, secret and patience.
struct SourceAccess: Sendable {
  let configuration: PostgreSQLConfiguration
  let secret: (@Sendable () async throws -> Secret)?
  let retry: RetryBudget

  /// Kingbase names versions of PostgreSQL from 9.6 on; what this connector asks needs 10.
  private static let oldestVersion: Int32 = 100_000

  /// A session in a transaction of its own. `snapshot`: of another session, to see what it sees.
  func session(snapshot: String? = nil) async throws -> SourceSession {
    try await retry.retrying {
      let connection = try await connect()
      do {
        let session = SourceSession(connection: connection, statementTimeout: configuration.statementTimeout)
        try await session.begin(snapshot: snapshot)
        return session
      } catch {
        await connection.close()
        throw error
      }
    }
  }

  /// Signs in with the secret as it is now.
  func settings() async throws -> PostgresConfiguration {
    guard let secret else {
      throw HubError("setting-missing", "The source names no secret.", remedy: "Name it in `connection: secret://…`.")
    }
    let parts = try await secret()
    let server = PostgresServer(
      host: configuration.host, port: configuration.port, database: configuration.database,
      user: try parts.required("user"), password: try parts.required("password"), tls: configuration.tls,
      authorities: configuration.authorities, gssEncryption: configuration.gssEncryption)
    // The server's own limit comes first; the client's is for a server that no longer answers.
    let patience = Duration.seconds(configuration.statementTimeout + 30)
    return PostgresConfiguration(
      server: server, connectTimeout: .seconds(15), queryTimeout: configuration.statementTimeout == 0 ? nil : patience,
      preparedStatements: false, oldestVersion: Self.oldestVersion)
  }

  private func connect() async throws -> PostgresConnection {
    let settings = try await self.settings()
    return try await asSource { try await PostgresConnection.connect(settings) }
  }
}

/// Runs a call to the source and gives its faults in the connector's words. Never around a sink: what that throws is not the
/// source's.
func asSource<R>(_ body: () async throws -> R) async throws -> R {
  do {
    return try await body()
  } catch let fault as PostgresError {
    throw SourceFault.error(fault)
  }
}
