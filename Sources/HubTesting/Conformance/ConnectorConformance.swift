import HubConnectorKit

/// The suite that every connector passes. It answers with findings, for it is a library: the tests expect none.
package enum ConnectorConformance {
  package static func run(_ subject: ConnectorSubject) async -> ConformanceReport {
    let run = ConformanceRun(subject: subject)
    var report = ConformanceReport(connector: subject.kind.name)
    report.failures = bypassFaults(subject.bypasses)
    for check in ConnectorCheck.allCases {
      if let bypass = subject.bypasses.first(where: { $0.check == check }) {
        report.bypassed.append(bypass)
      } else if let words = await fault(of: check, in: run) {
        report.failures.append(ConformanceFailure(check: check, words: words))
      } else {
        report.passed.append(check)
      }
    }
    return report
  }

  private static func fault(of check: ConnectorCheck, in run: ConformanceRun) async -> String? {
    do {
      try await run.perform(check)
      return nil
    } catch let finding as ConformanceFinding {
      return finding.words
    } catch {
      return "ended by: \(error)"
    }
  }

  /// A bypass says why, and once.
  private static func bypassFaults(_ bypasses: [Bypass]) -> [ConformanceFailure] {
    var seen: Set<ConnectorCheck> = []
    return bypasses.compactMap { bypass in
      guard seen.insert(bypass.check).inserted else {
        return ConformanceFailure(check: bypass.check, words: "bypassed twice")
      }
      // A word or two is no reason.
      guard bypass.reason.split(separator: " ").count > 3 else {
        return ConformanceFailure(check: bypass.check, words: "bypassed without a reason")
      }
      return nil
    }
  }
}
