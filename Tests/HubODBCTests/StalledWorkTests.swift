import HubModel
import Testing

@testable import HubODBC

@Suite("Sessions that hang")
struct StalledWorkTests {
  private final class Work {}

  @Test("More than eight that hang let no further one begin, until one of them ends")
  func limit() throws {
    let stalled = StalledWork()
    let works = (0..<9).map { _ in Work() }
    let now = ContinuousClock.now
    for work in works {
      stalled.begin(ObjectIdentifier(work))
      stalled.abandon(ObjectIdentifier(work), at: now)
    }
    try stalled.check(at: now)
    let later = now.advanced(by: .seconds(31))
    let error = try #require(throws: HubError.self) { try stalled.check(at: later) }
    #expect(error.code == "sessions-stalled" && error.persistence == .transient)
    stalled.end(ObjectIdentifier(works[0]))
    try stalled.check(at: later)
    withExtendedLifetime(works) {}
  }

  @Test("Work that has ended is not abandoned afterwards")
  func ended() throws {
    let stalled = StalledWork()
    let works = (0..<20).map { _ in Work() }
    let now = ContinuousClock.now
    for work in works {
      stalled.begin(ObjectIdentifier(work))
      stalled.end(ObjectIdentifier(work))
      stalled.abandon(ObjectIdentifier(work), at: now)
    }
    try stalled.check(at: now.advanced(by: .seconds(3_600)))
    withExtendedLifetime(works) {}
  }
}
