import HubConnectorKit
import HubModel

/// Several files read as one source: rows are numbered through, batches carry the position in the whole.
struct RowsOfFiles {
  /// Where reading began, and what it goes through.
  private let start: FilesPosition
  private let isSeveral: Bool
  /// Lines of the files before the one under way.
  private var linesBefore: UInt64 = 0
  private var lastLine: UInt64 = 0
  /// Rows of the files before the one under way.
  private var rowsBefore = 0
  private(set) var delivered = 0
  private(set) var refused = 0
  var header: [String] = []
  var bytes: UInt64 = 0
  var lastModified: Int64?

  init(_ start: FilesPosition, isSeveral: Bool) {
    self.start = start
    self.isSeveral = isSeveral
  }

  /// Rows that the next file passes over, of `count` that it may have at most.
  var toPassOver: Int { max(0, start.rows - rowsBefore) }

  /// Puts a batch of the file under way into the numbering of the whole.
  mutating func take(_ batch: inout Batch, of file: FoundFile, position: Int) {
    delivered += batch.rows
    refused += batch.refused.count
    lastLine = max(lastLine, batch.lines.last ?? 0, batch.refused.last?.line ?? 0)
    var place = start
    place.rows = rowsBefore + position
    batch.checkpoint = place.checkpoint
    guard isSeveral else { return }
    for index in batch.lines.indices { batch.lines[index] += linesBefore }
    for index in batch.refused.indices {
      batch.refused[index].detail += " (line \(batch.refused[index].line) of \(file.name))"
      batch.refused[index].line += linesBefore
    }
  }

  /// - Parameter rows: rows behind the file's header, passed over ones included.
  mutating func endFile(rows: Int) {
    rowsBefore += rows
    linesBefore += lastLine + 1
    lastLine = 0
  }

  func summary(_ checkpoint: Checkpoint?) -> ReadSummary {
    ReadSummary(
      rows: delivered, refused: refused, bytes: bytes, header: header, lastModified: lastModified, checkpoint: checkpoint)
  }
}
