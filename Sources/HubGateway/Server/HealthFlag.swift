import Logging
import Synchronization

/// Whether something that no answer goes without is there, and one log line at each change, however many requests meet it.
final class HealthFlag: Sendable {
  private let name: String
  private let logger: Logger
  private let good = Atomic(true)
  private let lastReason = Mutex("")

  init(_ name: String, logger: Logger) {
    self.name = name
    self.logger = logger
  }

  var isGood: Bool { good.load(ordering: .relaxed) }

  /// Why it is away; nil while it is not.
  var reason: String? { isGood ? nil : lastReason.withLock { $0 } }

  /// - Parameter reason: free of data; logged and told where it turns bad.
  func set(_ isGood: Bool, _ reason: @autoclosure () -> String = "") {
    // Read first: every request comes by here, and hardly one changes anything.
    guard isGood != self.isGood else { return }
    let reason = isGood ? "" : reason()
    if !isGood { lastReason.withLock { $0 = reason } }
    guard good.exchange(isGood, ordering: .relaxed) != isGood else { return }
    if isGood {
      logger.notice("\(name) is back")
    } else {
      logger.error("\(name) is away: nothing is answered until it is back", metadata: ["reason": "\(reason)"])
    }
  }
}
