import HubConnectorKit
import HubModel

@testable import SOAPConnector

/// What a read brought.
struct ReadResult {
  var rows: [[String?]] = []
  var lines: [UInt64] = []
  var raw: [String] = []
  var refused: [RefusedRow] = []
  var marks: [Checkpoint?] = []
  var batches: [Int] = []
  var summary: ReadSummary?
  var error: HubError?

  static func of(_ request: SourceRequest, from checkpoint: Checkpoint? = nil, batchRows: Int = 2_000) async -> ReadResult {
    var result = ReadResult()
    do {
      let connector = try SOAPConnector(request)
      let summary = try await connector.read(from: checkpoint, batchRows: batchRows) { batch in result.take(batch) }
      result.summary = summary
    } catch {
      result.error = error as? HubError
    }
    return result
  }

  var ids: [String?] { rows.map { $0.first ?? nil } }

  private mutating func take(_ batch: Batch) {
    for row in 0..<batch.rows {
      rows.append(batch.columns.indices.map { batch.string(row: row, column: $0) })
      raw.append(String(decoding: batch.raw(row: row), as: UTF8.self))
    }
    lines += batch.lines
    refused += batch.refused
    marks.append(batch.checkpoint)
    batches.append(batch.rows)
  }
}
