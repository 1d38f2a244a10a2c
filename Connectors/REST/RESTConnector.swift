package import HubConnectorKit
package import HubModel

/// Reads the records of an HTTP interface that answers with JSON or XML, page by page.
package struct RESTConnector: Connector {
  package static let name = "rest"

  let configuration: RESTConfiguration
  let session: RESTSession
  private let retry: RetryBudget

  package init(_ request: SourceRequest) throws(HubError) {
    configuration = try RESTConfiguration(request)
    session = RESTSession(configuration, request)
    retry = request.retry
  }

  /// Asking again costs the department another answer, which may differ.
  package var isRepeatable: Bool { false }

  /// Signs in and asks for the first page; its rows are dropped.
  package func check() async throws -> SourceState {
    let (_, page) = try await firstPage()
    var notes: [String] = []
    if configuration.authentication.isLegacy {
      notes.append("Requests are signed by way of MD5, which is broken: ask the department for SM3.")
    }
    if configuration.authentication.needsSecret, configuration.address.origin.hasPrefix("http:") {
      notes.append("The secret's signature or token travels unencrypted: the address is not https:.")
    }
    return SourceState(server: page.server, notes: notes)
  }

  /// One table, of the names that the records of the first page have.
  package func discover() async throws -> [SourceTable] {
    let (reading, page) = try await firstPage()
    let names = zip(reading.rows.names.texts, reading.rows.names.types)
    let columns = names.map { SourceTable.Column(name: $0, type: $1) }
    return [SourceTable(name: configuration.tableName, columns: columns, rows: page.beside.count.flatMap { Int64($0) })]
  }

  package func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    let position = try configuration.start(checkpoint, now: session.now())
    let reading = RESTReading(session, at: position, batchRows: batchRows, retry: retry)
    do {
      return try await reading.run(tap, sink)
    } catch let failure as SinkFailure {
      throw failure.error
    }
  }

  private func firstPage() async throws -> (RESTReading, RESTReading.Page) {
    let position = try configuration.start(nil, now: session.now())
    let reading = RESTReading(session, at: position, batchRows: 2_000, retry: .none)
    let page = try await reading.page(position.place, passOver: 0, { _ in }, { _ in })
    return (reading, page)
  }
}
