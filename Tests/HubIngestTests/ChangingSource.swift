import HubConnectorKit
import HubModel
import Synchronization

/// A source that a test changes between runs: rows in an order, each with a position, and deletions.
final class ChangingSource: Connector {
  enum Change: Sendable {
    case row([String: String])
    case removal([String: String])
    case refused(String)
  }

  static let name = "changing"
  static let options: [SourceOption] = []
  static let secretKeys: [String] = []
  static let loads: Set<LoadKind> = [.fullSnapshot, .incremental]

  let isRepeatable = false
  let isOrderAuthoritative: Bool
  /// False where it is waited for, as files that each bring changes are.
  let isAnswering: Bool
  var isWholeReadComplete: Bool { isAnswering }
  private let columns: [String]
  private let changes = Mutex<[Change]>([])
  /// Positions at which reads began, nil for a whole read.
  let starts = Mutex<[String?]>([])
  /// What a whole read brings, where that is not all changes so far.
  private let current = Mutex<[Change]?>(nil)
  private let delivered = Mutex<Int64?>(nil)
  private let isEndless = Mutex(false)

  init(columns: [String], isLog: Bool = false, isAnswering: Bool = true) {
    self.columns = columns
    isOrderAuthoritative = isLog
    self.isAnswering = isAnswering
  }

  convenience init(_ request: SourceRequest) throws(HubError) { self.init(columns: request.columns) }

  func add(_ more: Change...) { changes.withLock { $0 += more } }
  /// When the next read's newest delivery was made; nil where there is none.
  func delivers(at time: Int64?) { delivered.withLock { $0 = time } }
  /// From now on a read brings its last row again and again.
  func repeatsForEver() { isEndless.withLock { $0 = true } }
  func stands(_ rows: [Change]?) { current.withLock { $0 = rows } }

  func check() async throws -> SourceState { SourceState(server: "changing") }
  func discover() async throws -> [SourceTable] { [] }

  func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    starts.withLock { $0.append(checkpoint?.rawValue) }
    let all = changes.withLock { $0 }
    let standing = current.withLock { $0 }
    let wanted = checkpoint.map { Array(all[(Int($0.rawValue) ?? 0)...]) } ?? standing ?? all
    var summary = ReadSummary(rows: 0, refused: 0, bytes: 0, header: columns)
    summary.checkpoint = Checkpoint(rawValue: "\(all.count)")
    summary.deliveredAt = delivered.withLock { $0 }
    for start in stride(from: 0, to: wanted.count, by: batchRows) {
      try await sink(batch(wanted[start..<min(wanted.count, start + batchRows)], from: start))
    }
    while isEndless.withLock({ $0 }) { try await sink(batch(wanted.suffix(1), from: wanted.count)) }
    return summary
  }

  private func batch(_ part: ArraySlice<Change>, from start: Int) -> Batch {
    var batch = Batch(columns: columns)
    for (offset, change) in part.enumerated() {
      let line = UInt64(start + offset + 1)
      switch change {
      case .row(let values): batch.append(columns.map { values[$0] }, line: line)
      case .removal(let key):
        batch.removed.append(batch.rows)
        batch.append(columns.map { key[$0] }, line: line)
      case .refused(let raw):
        batch.refused.append(RefusedRow(line: line, reason: "ragged-row", detail: "too few fields", raw: Array(raw.utf8)))
      }
    }
    return batch
  }
}
