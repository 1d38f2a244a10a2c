import HubModel
import Synchronization
import Testing

@testable import HubConnectorKit

@Suite("The retry budget")
struct RetryBudgetTests {
  private let budget = RetryBudget(span: 10_000, attempts: 6, firstPause: 100, longestPause: 1_000)

  @Test("pauses double up to the longest, each less by chance")
  func doubling() {
    #expect((1...5).map { budget.pause(afterFailures: $0, elapsed: 0, chance: 1) } == [100, 200, 400, 800, 1_000])
    #expect(budget.pause(afterFailures: 3, elapsed: 0, chance: 0.25) == 100)
    #expect(budget.pause(afterFailures: 3, elapsed: 0, chance: 0) == 0)
  }

  @Test("attempts and time are limits; what the source asks to wait counts against the time")
  func spent() {
    #expect(budget.pause(afterFailures: 6, elapsed: 0, chance: 0) == nil)
    #expect(budget.pause(afterFailures: 1, elapsed: 9_950, chance: 1) == nil)
    #expect(budget.pause(afterFailures: 1, elapsed: 0, asked: 5_000, chance: 0) == 5_000)
    #expect(budget.pause(afterFailures: 1, elapsed: 6_000, asked: 5_000, chance: 0) == nil)
    #expect(budget.pause(afterFailures: 1, elapsed: 1, asked: .max, chance: 0) == nil)
    #expect(budget.pause(afterFailures: 1, elapsed: .max, asked: .min, chance: 1) == nil)
    #expect(RetryBudget.none.pause(afterFailures: 1, elapsed: 0, chance: 0) == nil)
  }

  @Test("what may pass is tried again, anything else is thrown at once")
  func retrying() async throws {
    let quick = RetryBudget(span: 60_000, attempts: 4, firstPause: 1, longestPause: 1)
    let calls = Mutex(0)
    let result = try await quick.retrying {
      let call = calls.withLock { calls in
        calls += 1
        return calls
      }
      if call < 3 { throw HubError("line", "The line broke.", persistence: .transient) }
      return call
    }
    #expect(result == 3)
    calls.withLock { $0 = 0 }
    await #expect(throws: HubError.self) {
      try await quick.retrying {
        calls.withLock { $0 += 1 }
        throw HubError("word", "The password is wrong.")
      }
    }
    #expect(calls.withLock { $0 } == 1)
    await #expect(throws: HubError.self) {
      try await quick.retrying {
        calls.withLock { $0 += 1 }
        throw HubError("line", "The line broke.", persistence: .transient)
      }
    }
    #expect(calls.withLock { $0 } == 5)
  }

  @Test("cancelling ends the waiting")
  func cancelled() async {
    let slow = RetryBudget(span: 10_000_000, attempts: 10, firstPause: 1_000_000, longestPause: 1_000_000)
    let task = Task {
      try await slow.retrying { throw HubError("line", "The line broke.", persistence: .transient) }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
