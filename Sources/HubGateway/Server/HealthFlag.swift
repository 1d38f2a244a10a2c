import Logging
import Synchronization

/// Whether something that no answer goes without is there, and one log line at each change, however many requests meet it.
final class HealthFlag: Sendable {
  private let name: String
  private let logger: Logger
  private let good = Atomic(true)

  init(_ name: String, logger: Logger) {
    self.name = name
    self.logger = logger
  }

  var isGood: Bool { good.load(ordering: .relaxed) }

  /// - Parameter reason: free of data; logged where it turns bad.
  func set(_ isGood: Bool, _ reason: @autoclosure () -> String = "") {
    // Read first: every request comes by here, and hardly one changes anything.
    guard isGood != self.isGood, good.exchange(isGood, ordering: .relaxed) != isGood else { return }
    if isGood {
      logger.notice("\(name) is back")
    } else {
      let reason = reason()
      logger.error("\(name) is away: nothing is answered until it is back", metadata: ["reason": "\(reason)"])
    }
  }
}
