package import HubConnectorKit
import HubModel
import HubTransfer

/// Reads delimited text files with a header line, from the file system or over HTTP.
package struct FilesConnector: Connector {
  package static let name = "files"

  private let configuration: FilesConfiguration

  package init(_ configuration: FilesConfiguration) {
    self.configuration = configuration
  }

  package func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    var reading = FileReading(configuration, batchRows: batchRows, passOver: try rows(before: checkpoint))
    try reading.prepare()
    let transfer = try Transfer(configuration.address, options: configuration.transfer)
    let summary = try await transfer.bytes { bytes in
      tap(bytes)
      try reading.take(bytes)
      while let batch = try reading.nextBatch() { try await sink(batch) }
    }
    try reading.finish()
    while let batch = try reading.nextBatch(atEnd: true) { try await sink(batch) }
    return reading.summary(of: summary)
  }

  private func rows(before checkpoint: Checkpoint?) throws(HubError) -> Int {
    guard let checkpoint else { return 0 }
    guard let rows = Int(checkpoint.rawValue), rows >= 0 else {
      throw HubError("checkpoint-malformed", "The checkpoint is not one of the files connector.")
    }
    return rows
  }
}
