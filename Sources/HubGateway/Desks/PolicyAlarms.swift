import HubPolicy
import Logging
import Synchronization

/// Says aloud what somebody has to look at: a glass that was broken, a record or a rule that could not be judged.
///
/// Lines name request, client and rule, never a value of the question, of the record, or the stated reason.
final class PolicyAlarms: Sendable {
  private let metrics: Metrics
  private let logger: Logger
  /// Faults come in crowds: each is counted, the first of a second has a line.
  private let lastSecond = Atomic<Int64>(0)

  init(metrics: Metrics, logger: Logger) {
    self.metrics = metrics
    self.logger = logger
  }

  /// Nothing for a decision as it ought to be.
  func look(at decision: Decision, _ exchange: Exchange) {
    if decision.isBreakGlass {
      metrics.countBreakGlass()
      logger.warning("glass broken: review this use", metadata: metadata(decision, exchange))
    } else if decision.code.isFault {
      metrics.countFault(decision.code)
      let second = exchange.at / 1_000_000
      guard lastSecond.exchange(second, ordering: .relaxed) != second else { return }
      logger.error("a condition could not be judged: refused", metadata: metadata(decision, exchange))
    }
  }

  private func metadata(_ decision: Decision, _ exchange: Exchange) -> Logger.Metadata {
    [
      "requestId": "\(exchange.requestID)", "client": "\(exchange.identity.clientID)", "rule": "\(decision.rule ?? "-")",
      "code": "\(decision.code.rawValue)",
    ]
  }
}
