package import HubConnectorKit
package import HubModel
import HubODBC

/// Reads a table, or the result of one SELECT, of any database that has an ODBC driver.
package struct ODBCConnector: Connector {
  package static let name = "odbc"

  let request: SourceRequest
  let configuration: ODBCConfiguration

  package init(_ request: SourceRequest) throws(HubError) {
    self.request = request
    configuration = try ODBCConfiguration(request)
  }

  /// A table changes between two reads, and reading it costs the department.
  package var isRepeatable: Bool { false }

  package func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    let reading = SourceReading(SourceSession(request, configuration), batchRows: batchRows)
    return try await reading.run(from: checkpoint, into: sink)
  }
}
