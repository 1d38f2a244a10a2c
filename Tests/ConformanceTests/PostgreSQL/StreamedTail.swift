#if canImport(PostgreSQLConnector)
  import HubConnectorKit
  import HubModel
  import PostgreSQLConnector

  /// A table's changes since a place in the server's log, as a source of its own: a read from nothing begins at that place.
  struct StreamedTail: Connector {
    static let name = PostgreSQLConnector.name
    static let options = PostgreSQLConnector.options
    static let secretKeys = PostgreSQLConnector.secretKeys
    static let loads = PostgreSQLConnector.loads

    let stream: PostgreSQLConnector
    /// Nil is no place: then it reads as the stream itself does.
    var start: Checkpoint?

    init(_ stream: PostgreSQLConnector, from start: Checkpoint?) {
      self.stream = stream
      self.start = start
    }

    init(_ request: SourceRequest) throws(HubError) { self.init(try PostgreSQLConnector(request), from: nil) }

    var isRepeatable: Bool { stream.isRepeatable }
    var isOrderAuthoritative: Bool { stream.isOrderAuthoritative }
    var isWholeReadComplete: Bool { stream.isWholeReadComplete }

    func check() async throws -> SourceState { try await stream.check() }
    func discover() async throws -> [SourceTable] { try await stream.discover() }

    func read(
      from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
      into sink: (consuming Batch) async throws -> Void
    ) async throws -> ReadSummary {
      try await stream.read(from: checkpoint ?? start, batchRows: batchRows, tap: tap, into: sink)
    }
  }
#endif
