import HubConnectorKit
import HubModel
import HubPostgres

/// Reads a table once whole and from then on its changes, without a gap between the two: the snapshot is the slot's own.
struct StreamRead {
  let access: SourceAccess
  let names: StreamNames
  let batchRows: Int

  var configuration: PostgreSQLConfiguration { access.configuration }

  /// - Throws: `settings-contradict` for a source that is no table; such a configuration cannot be made.
  func table() throws(HubError) -> QualifiedName {
    guard let table = configuration.relation.table else {
      throw HubError("settings-contradict", "`stream: logical` reads a table, not a query.")
    }
    return table
  }

  func ground() throws(HubError) -> StreamGround {
    StreamGround(names: names, table: try table(), keyColumns: configuration.keyColumns)
  }

  /// Gives `body` a session of its own.
  func withSession<R>(_ body: (SourceSession) async throws -> R) async throws -> R {
    let session = try await access.session()
    do {
      let result = try await body(session)
      await session.close()
      return result
    } catch {
      await session.close()
      throw error
    }
  }

  /// A connection that speaks the replication protocol, with the forms of values that queries have.
  func replication() async throws -> ReplicationConnection {
    let forms = SessionSettings.forms.map { "SET \($0.0) = \(quotedLiteral($0.1))" }
    return try await access.retry.retrying {
      let settings = try await access.settings()
      return try await asSource { try await ReplicationConnection.connect(settings, settings: forms) }
    }
  }
}
