import HubConnectorKit
import HubModel

extension RESTConfiguration {
  /// Where a read begins.
  /// - Parameter now: seconds since 1970: the bound of the read.
  /// - Throws: `checkpoint-malformed`.
  func start(_ checkpoint: Checkpoint?, now: Int64) throws(HubError) -> ReadPosition {
    var start = ReadPosition(place: pagination.first, window: ReadWindow(from: nil, to: now * 1000))
    guard let checkpoint else { return start }
    switch (try RESTCheckpoint(checkpoint), load) {
    case (.inside(let position), _) where pagination.fits(position.place): return position
    case (.next(let since), .incremental(let increment)) where increment.cursor != nil:
      start.window.from = time.start(since, overlap: Int64(increment.overlap))
      start.greatest = since
      return start
    case (.resume(let cursor), .incremental) where resumesByCursor:
      start.place = .cursor(cursor)
      return start
    default:
      throw HubError(
        "checkpoint-malformed", "The checkpoint is of another load or pagination than the mapping declares now.",
        remedy: "Read the source anew from its start.")
    }
  }
}
