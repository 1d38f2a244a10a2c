import Testing

@testable import HubGateway

@Suite("Framing, size and pace are judged before a handler runs")
struct RequestGuardStateTests {
  private let start = ContinuousClock.now

  private func state() -> RequestGuardState { RequestGuardState(limits: .init(body: 100, deadline: .seconds(10))) }

  @Test(
    "one framing header at most, and a length within the limit",
    arguments: [
      ([], [], RequestGuardState.Action.pass), (["100"], [], .pass), ([], ["chunked"], .pass),
      (["101"], [], .refuse(.bodyTooLarge)),
      (["5"], ["chunked"], .refuse(.framingInvalid)), (["5", "5"], [], .refuse(.framingInvalid)),
      (["+5x"], [], .refuse(.framingInvalid)),
      ([], ["gzip, chunked"], .refuse(.framingInvalid)), ([], ["chunked", "chunked"], .refuse(.framingInvalid)),
    ])
  func framing(lengths: [String], encodings: [String], action: RequestGuardState.Action) {
    var state = state()
    #expect(state.head(contentLengths: lengths, transferEncodings: encodings, at: start) == action)
    #expect(state.mayAnswer)
  }

  @Test("a body is cut off at the byte that exceeds the limit, whatever was declared")
  func size() {
    var state = state()
    #expect(state.head(contentLengths: [], transferEncodings: ["chunked"], at: start) == .pass)
    #expect(state.body(60) == .pass)
    #expect(state.body(40) == .pass)
    #expect(state.body(1) == .refuse(.bodyTooLarge))
    #expect(state.mayAnswer)
    state.refused(at: start)
    #expect(state.body(1) == .drop)
    #expect(state.head(contentLengths: [], transferEncodings: [], at: start) == .drop)
    #expect(state.tick(at: start + .seconds(1)) == .pass)
    #expect(state.tick(at: start + .seconds(3)) == .close)
  }

  @Test("the deadline runs from the first byte of the head to the last of the body, and not between requests")
  func pace() {
    var state = state()
    #expect(state.tick(at: start + .seconds(100)) == .pass)
    state.bytesArrived(at: start)
    state.bytesArrived(at: start + .seconds(9))
    #expect(state.tick(at: start + .seconds(11)) == .refuse(.requestTimeout))
    #expect(state.head(contentLengths: ["50"], transferEncodings: [], at: start + .seconds(9)) == .pass)
    #expect(state.body(1) == .pass)
    #expect(state.tick(at: start + .seconds(11)) == .refuse(.requestTimeout))
    #expect(state.end() == .pass)
    #expect(state.tick(at: start + .seconds(100)) == .pass)
  }

  @Test("no answer is given out of turn")
  func order() {
    var state = state()
    #expect(state.head(contentLengths: [], transferEncodings: [], at: start) == .pass)
    #expect(state.end() == .pass)
    #expect(state.head(contentLengths: ["101"], transferEncodings: [], at: start) == .refuse(.bodyTooLarge))
    #expect(!state.mayAnswer)
    state.responded()
    #expect(state.mayAnswer)
  }
}
