import HubModel

/// One connection of a read: takes every n-th range in turn, and is one piece ahead of the reader.
///
/// The one owner of its session; used by one task.
final class SnapshotLane {
  private let session: SourceSession
  private let ranges: SnapshotRanges
  private var index: Int
  private let step: Int
  private var isOpen = false
  private var size = FetchSize()
  private var ahead: Task<SnapshotPiece, any Error>?

  init(_ session: SourceSession, ranges: SnapshotRanges, first: Int = 0, step: Int = 1) {
    self.session = session
    self.ranges = ranges
    index = first
    self.step = step
  }

  /// Begins to read ahead. Nothing to do where all ranges are read.
  func start() {
    guard ahead == nil, let range = ranges[index] else { return }
    let session = session
    let size = size
    let opening: SourceSelect? = isOpen ? nil : range
    ahead = Task { try await session.piece(opening: opening, size: size) }
  }

  /// The next piece of its current range.
  func next() async throws -> SnapshotPiece {
    start()
    guard let task = ahead else { return .over }
    let piece = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    try Task.checkCancellation()
    ahead = nil
    size = piece.size
    isOpen = !piece.endsRange
    if piece.endsRange { index += step }
    start()
    return piece
  }

  /// Stops what runs at the server.
  func stop() { ahead?.cancel() }

  /// Stops, and leaves.
  func close() async {
    stop()
    _ = await ahead?.result
    await session.close()
  }
}
