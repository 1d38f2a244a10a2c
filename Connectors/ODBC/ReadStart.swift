import HubConnectorKit
import HubModel

/// Where a read begins, as its checkpoint says.
struct ReadStart {
  /// The position inside an earlier read.
  let position: ReadPosition
  /// The range of that read; nil where this read makes its own.
  let range: CursorRange?
  /// Where an earlier read ended, before the overlap.
  let from: String?

  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint?, _ configuration: ODBCConfiguration) throws(HubError) {
    guard let checkpoint else {
      (position, range, from) = (ReadPosition(), nil, nil)
      return
    }
    switch try CheckpointText(checkpoint) {
    case .start(let text):
      guard configuration.increment != nil else { throw CheckpointText.malformed }
      (position, range, from) = (ReadPosition(), nil, text)
    case .inside(let found, let place):
      guard (found != nil) == (configuration.increment != nil) else { throw CheckpointText.malformed }
      (position, range, from) = (place, found, nil)
    }
  }
}
