import HubConnectorKit
import HubTesting
import Testing

/// A suite that cannot fail proves nothing: it passes a connector that is right, and finds each fault of one that is not.
@Suite("The conformance suite itself", .serialized, .timeLimit(.minutes(10)))
struct ConformanceTests {
  private typealias Fault = StandInConnector.Fault

  @Test("a connector that is right passes every check, with no bypass")
  func honest() async {
    let report = await ConnectorConformance.run(subject(nil))
    #expect(report.failures.isEmpty, "\(report.summary)")
    #expect(report.passed == ConnectorCheck.allCases && report.bypassed.isEmpty)
  }

  @Test("each fault of a connector is found by the check that is there for it", arguments: StandInConnector.Fault.allCases)
  func broken(fault: StandInConnector.Fault) async {
    var subject = subject(fault)
    if fault != .keepsEverything { subject.bypasses = [Bypass(.memory, "It is tried with the fault that it is for.")] }
    let report = await ConnectorConformance.run(subject)
    #expect(report.failures.map(\.check).contains(check(for: fault)), "\(report.summary)")
  }

  @Test("what a subject does not supply is a failure, not a check left out")
  func missing() async {
    let subject = ConnectorSubject(StandInConnector.self) { rows, load in
      PreparedSource(StandInConnector(StandInSource(rows), load: load))
    }
    let report = await ConnectorConformance.run(subject)
    let expected: Set<ConnectorCheck> = [
      .wrongPassword, .unreachable, .expiredCertificate, .futureCursor, .lateCommit, .deletion, .badRow, .encodings,
      .memory, .cancellation, .cancellationWaiting, .canary,
    ]
    #expect(Set(report.failures.map(\.check)) == expected, "\(report.summary)")
  }

  @Test("a bypass without a reason is a failure; the summary counts bypasses")
  func bypasses() async {
    var subject = subject(nil)
    subject.bypasses = [Bypass(.memory, "later"), Bypass(.encodings, "The source has one encoding only.")]
    let report = await ConnectorConformance.run(subject)
    #expect(report.failures.map(\.check) == [.memory])
    #expect(report.summary.hasPrefix("stand_in: 20 passed, 2 bypassed, 1 failed\n"))
    #expect(report.summary.contains("bypassed: encoding corpus: The source has one encoding only."))
  }

  private func check(for fault: Fault) -> ConnectorCheck {
    switch fault {
    case .repeatsRow: .killed
    case .losesAtBoundary: .tail
    case .losesEqualCursors: .equalCursors
    case .forgetsOverlap: .lateCommit
    case .trustsFuture: .futureCursor
    case .leaksSecret, .leaksValue: .canary
    case .wrongPasswordIsTransient: .wrongPassword
    case .swallowsBadRow: .badRow
    case .trimsText: .encodings
    case .ignoresCancellation: .cancellation
    case .keepsEverything: .memory
    }
  }

  private func subject(_ fault: Fault?) -> ConnectorSubject {
    var subject = ConnectorSubject(StandInConnector.self) { rows, load in
      let source = StandInSource(rows)
      return PreparedSource(
        StandInConnector(source, load: load, fault: fault), add: { source.add($0) }, remove: { source.remove($0) })
    }
    @Sendable func behind(_ door: StandInConnector.Door) -> StandInConnector {
      StandInConnector(StandInSource([]), fault: fault, door: door)
    }
    subject.wrongPassword = { behind(.locked(Secret(["password": $0]))) }
    subject.unreachable = { behind(.nowhere) }
    subject.expiredCertificate = { behind(.expired) }
    subject.stalled = { behind(.silent) }
    subject.badRow = { StandInConnector(StandInSource($0, unreadableAt: $1), fault: fault) }
    subject.large = { StandInConnector(StandInSource([], largeRows: $0 * 32), fault: fault) }
    subject.encodings = [
      EncodedSource("memory", isUnicode: true) { StandInConnector(StandInSource($0), fault: fault) }
    ]
    subject.secrets = [StandInConnector.secret]
    subject.instant = StandInSource.instant
    return subject
  }
}
