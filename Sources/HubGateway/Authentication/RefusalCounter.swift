import Logging
import Synchronization

/// Counts what was refused before anybody was known, per peer, code and second; each second that had any becomes log lines.
final class RefusalCounter: Sendable {
  struct Key: Hashable {
    var peer: String
    var code: String
  }

  private struct State {
    var second: Int64 = 0
    var counts: [Key: Int] = [:]
  }

  /// Peers told apart within one second; more are counted as one.
  private static let peerLimit = 256
  private let state = Mutex(State())
  private let logger: Logger

  init(logger: Logger) { self.logger = logger }

  /// `now`: microseconds since 1970.
  func count(peer: String, code: ProblemCode, at now: Int64) {
    let past = state.withLock { state in
      let past = Self.turn(&state, to: now / 1_000_000)
      let isKnown = state.counts.count < Self.peerLimit
      state.counts[Key(peer: isKnown ? peer : "others", code: code.rawValue), default: 0] += 1
      return past
    }
    log(past)
  }

  /// Logs what was counted so far; called at shutdown.
  func flush() {
    log(state.withLock { state in Self.turn(&state, to: state.second + 1) })
  }

  private static func turn(_ state: inout State, to second: Int64) -> [Key: Int] {
    guard second != state.second else { return [:] }
    let past = state.counts
    state.second = second
    state.counts.removeAll(keepingCapacity: true)
    return past
  }

  private func log(_ counts: [Key: Int]) {
    for (key, count) in counts {
      logger.notice(
        "refused before authentication",
        metadata: ["peer": "\(key.peer)", "code": "\(key.code)", "count": "\(count)"])
    }
  }
}
