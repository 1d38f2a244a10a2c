import HubConnectorKit
import HubCrypto
import HubModel
import HubTransfer

extension FilesConnector {
  /// Reads one file, and makes sure that it is the content of that digest, where one was made.
  /// - Throws: `file-changed` where it was replaced between the two.
  func read(
    _ content: FileContent, as digest: String, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    _ rows: inout RowsOfFiles, into sink: (consuming Batch) async throws -> Void
  ) async throws {
    guard !digest.isEmpty else { return try await read(content, batchRows: batchRows, tap: tap, &rows, into: sink) }
    let again = SHA256Digest()
    try await read(
      content, batchRows: batchRows,
      tap: { bytes in
        tap(bytes)
        again.update(bytes)
      }, &rows, into: sink)
    guard again.finish().hex == digest else { throw FileContent.changed(content.file) }
  }

  /// Reads one file, whatever its form.
  func read(
    _ content: FileContent, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void, _ rows: inout RowsOfFiles,
    into sink: (consuming Batch) async throws -> Void
  ) async throws {
    guard configuration.format == .csv, configuration.inside == nil else {
      return try await readSpooled(content, batchRows: batchRows, tap: tap, &rows, into: sink)
    }
    let passOver = rows.toPassOver
    var reading = FileReading(configuration, batchRows: batchRows, passOver: passOver)
    try reading.prepare()
    let transfer = try await content.read { bytes in
      tap(bytes)
      rows.bytes += UInt64(bytes.count)
      try reading.take(bytes)
      while var batch = try reading.nextBatch() {
        rows.take(&batch, of: content.file, position: reading.position)
        try await sink(batch)
      }
    }
    try reading.finish()
    while var batch = try reading.nextBatch(atEnd: true) {
      rows.take(&batch, of: content.file, position: reading.position)
      try await sink(batch)
    }
    rows.header = reading.header
    rows.lastModified = transfer.lastModified
    rows.endFile(rows: reading.position)
  }

  /// The names in a file's header.
  func header(of file: FoundFile, _ access: FileAccess) async throws -> [String] {
    var asking = configuration
    asking.columns = []
    asking.isIncremental = false
    var rows = RowsOfFiles(FilesPosition(), isSeveral: false)
    let content = FileContent(file: file, access: access, retry: configuration.retry)
    do {
      try await FilesConnector(asking).read(content, batchRows: 1, tap: { _ in }, &rows) { batch in
        throw HeaderSeen(header: batch.header)
      }
    } catch let seen as HeaderSeen {
      return seen.header
    }
    return rows.header
  }

  private struct HeaderSeen: Error { let header: [String] }
}

#if !SPREADSHEETS
  extension FilesConnector {
    func readSpooled(
      _ content: FileContent, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void, _ rows: inout RowsOfFiles,
      into sink: (consuming Batch) async throws -> Void
    ) async throws {
      throw HubError(
        "format-not-built", "This build reads no workbooks and archives.", remedy: "Build it without HUB_CORE_ONLY.")
    }
  }
#endif
