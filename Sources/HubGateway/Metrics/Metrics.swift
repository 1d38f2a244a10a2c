import HubPolicy
import Synchronization

/// What the gateway counts. Labels are words of this source, never anything a caller sent.
final class Metrics: Sendable {
  struct RouteStatus: Hashable {
    var route: Route
    var status: Int
  }

  struct EntityResult: Hashable {
    var entity: String
    var result: String
  }

  struct Counts: Sendable {
    var requests: [RouteStatus: Int] = [:]
    var verdicts: [EntityResult: Int] = [:]
    var refusals: [ProblemCode: Int] = [:]
    var refusalsBeforeAuthentication: [ProblemCode: Int] = [:]
    var breakGlass = 0
    var faults: [DecisionCode: Int] = [:]
    var latency: [Route: LatencyHistogram] = [:]
  }

  private let counts = Mutex(Counts())

  func countRequest(_ route: Route, status: Int, nanoseconds: Int64) {
    counts.withLock { counts in
      counts.requests[RouteStatus(route: route, status: status), default: 0] += 1
      counts.latency[route, default: LatencyHistogram()].record(nanoseconds)
    }
  }

  func countVerdict(_ entity: String, _ result: Verdict.Result) {
    counts.withLock { $0.verdicts[EntityResult(entity: entity, result: result.rawValue), default: 0] += 1 }
  }

  func countRefusal(_ code: ProblemCode) { counts.withLock { $0.refusals[code, default: 0] += 1 } }

  func countBeforeAuthentication(_ code: ProblemCode) {
    counts.withLock { $0.refusalsBeforeAuthentication[code, default: 0] += 1 }
  }

  func countBreakGlass() { counts.withLock { $0.breakGlass += 1 } }

  func countFault(_ code: DecisionCode) { counts.withLock { $0.faults[code, default: 0] += 1 } }

  var snapshot: Counts { counts.withLock { $0 } }
}

/// Durations in buckets that double, from a quarter of a millisecond.
struct LatencyHistogram: Sendable {
  /// Upper bounds in microseconds.
  static let bounds: [Int64] = (0..<16).map { 250 << Int64($0) }
  private(set) var buckets = [Int](repeating: 0, count: bounds.count + 1)
  private(set) var sum: Int64 = 0

  mutating func record(_ nanoseconds: Int64) {
    let microseconds = nanoseconds / 1000
    sum += microseconds
    var index = 0
    while index < Self.bounds.count, microseconds > Self.bounds[index] { index += 1 }
    buckets[index] += 1
  }
}
