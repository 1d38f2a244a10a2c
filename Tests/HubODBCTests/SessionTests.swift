import HubModel
import Testing

@testable import HubODBC

@Suite("Sessions", .timeLimit(.minutes(2)))
struct SessionTests {
  private func failure(_ keywords: [(name: String, value: String)]) async -> HubError? {
    do {
      _ = try await ODBCSession.open(ODBCOptions(keywords: keywords), user: "canaryuser", password: "canarysecret")
      return nil
    } catch {
      return error as? HubError
    }
  }

  @Test("An unknown driver or data source is said to be missing, with the way to one")
  func driver() async throws {
    for (name, value) in [("DRIVER", "No such driver"), ("DSN", "no-such-source"), ("DRIVER", "/no/such.so")] {
      let error = try #require(await failure([(name: name, value: value)]))
      #expect(error.code == "driver-missing" && error.persistence == .terminal)
      #expect(error.remedy?.contains("odbcinst") == true)
      #expect(!"\(error)".contains("canary"))
    }
  }

  @Test("The hand-over makes the thread wait, and lets it go when nobody wants rows")
  func handOver() async {
    let handOver = BlockHandOver<Bool>(capacity: 1)
    let isStarted = OwnThread.start {
      while handOver.put(ODBCBlock(columns: [])) {}
      handOver.end(.success(true))
    }
    #expect(isStarted)
    for _ in 0..<3 {
      guard case .block = await handOver.next(within: 60, silence: {}) else {
        Issue.record("no block came")
        return
      }
    }
    handOver.giveUp(ODBCSession.closed)
    guard case .ended(.failure(let error)) = await handOver.next(within: 60, silence: {}) else {
      Issue.record("it did not end")
      return
    }
    #expect(error.code == "connection-lost")
  }

  @Test("Silence ends the wait and cancels")
  func silence() async {
    let handOver = BlockHandOver<Bool>()
    let told = BlockHandOver<Bool>()
    let event = await handOver.next(within: 0) { told.end(.success(true)) }
    guard case .ended(.failure(let error)) = event else {
      Issue.record("it did not end")
      return
    }
    #expect(error.code == "timed-out" && error.persistence == .transient)
    guard case .ended(.success(true)) = await told.next(within: 60, silence: {}) else {
      Issue.record("nobody was told")
      return
    }
  }
}
