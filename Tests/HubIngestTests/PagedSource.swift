import HubConnectorKit
import HubModel
import Synchronization

/// A changing source whose pages hold three rows, and which can end behind one of them as a killed process does.
final class PagedSource: Connector {
  static let name = "paged"
  static let options: [SourceOption] = []
  static let secretKeys: [String] = []
  static let loads = ChangingSource.loads

  struct Killed: Error {}

  let rows: ChangingSource
  /// Pages that are still to come before the end; nil is no end.
  let pagesLeft = Mutex<Int?>(nil)

  init(_ rows: ChangingSource) { self.rows = rows }
  convenience init(_ request: SourceRequest) throws(HubError) { self.init(try ChangingSource(request)) }

  var isRepeatable: Bool { rows.isRepeatable }
  func check() async throws -> SourceState { try await rows.check() }
  func discover() async throws -> [SourceTable] { try await rows.discover() }

  func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    try await rows.read(
      from: checkpoint, batchRows: 3, tap: tap,
      into: { batch in
        try await sink(batch)
        guard isLast() else { return }
        throw Killed()
      })
  }

  private func isLast() -> Bool {
    pagesLeft.withLock { left in
      left = left.map { $0 - 1 }
      return left == 0
    }
  }
}
