package import HubConnectorKit
package import HubModel

/// Reads a table or a query of a PostgreSQL database: whole, by a cursor column, or from the server's own log of changes.
package struct PostgreSQLConnector: Connector {
  package static let name = "postgresql"
  package static let secretKeys = ["user", "password"]
  package static let loads: Set<LoadKind> = [.fullSnapshot, .incremental]

  let access: SourceAccess
  var configuration: PostgreSQLConfiguration { access.configuration }

  package init(_ request: SourceRequest) throws(HubError) {
    access = SourceAccess(configuration: try PostgreSQLConfiguration(request), secret: request.secret, retry: request.retry)
  }

  /// Its rows may have changed before they are read again.
  package var isRepeatable: Bool { false }

  /// The server's log tells its changes in the order of their commits.
  package var isOrderAuthoritative: Bool { if case .stream = configuration.method { true } else { false } }

  package func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    switch configuration.method {
    case .whole:
      guard checkpoint == nil else { throw CheckpointText.unknown }
      return try await SnapshotRead(access: access, batchRows: batchRows).run(into: sink)
    case .cursor(let increment):
      let start = try IncrementStart(checkpoint)
      return try await IncrementRead(access: access, increment: increment, batchRows: batchRows).run(from: start, into: sink)
    case .stream(let names):
      let reading = StreamRead(access: access, names: names, batchRows: batchRows)
      guard let checkpoint else { return try await reading.snapshot(into: sink) }
      return try await reading.changes(from: try StreamPosition(checkpoint), into: sink)
    }
  }
}
