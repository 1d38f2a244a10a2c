import ArgumentParser
import HubPostgres

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look the live database over: server, roles, rights, sessions, keys, sets, audit.",
    discussion: """
      Says what does not hold and what to do; reads only, shows no record and no secret. Example, as the schema's owner:

        govhub doctor --database postgresql://govhub_owner@db.example/govhub
        FAULT    grant-unexpected: PUBLIC has CONNECT on database
                 Find out who gave it, then REVOKE CONNECT … FROM PUBLIC.

      A fault: a protection does not hold. A warning: not for long, or not against everybody. Advice: good to know. No superuser is
      needed; what the login may not see is said. Exit status 0 without faults, 1 with.
      """)

  @OptionGroup var settings: Settings
  @Flag(help: "As JSON.") var json = false

  func run() async throws {
    let hub = try await Hub(settings)
    let findings = try await hub.examine()
    Terminal.say(json ? try Terminal.json(DoctorReport(findings)) : DoctorReport(findings).text)
    if findings.contains(where: { $0.severity == .fault }) { throw ExitCode(1) }
  }
}

extension Hub {
  func examine() async throws -> [DoctorFinding] {
    try await withDatabase(nil) { try await Doctor.examine(DoctorVisit(hub: self, connection: $0)) }
  }
}

/// Findings as they are shown: for people, or for scripts.
struct DoctorReport: Encodable {
  struct Finding: Encodable {
    var id: String
    var severity: DoctorFinding.Severity
    var found: String
    var remedy: String
  }

  var faults: Int
  var warnings: Int
  var advices: Int
  var findings: [Finding]

  init(_ findings: [DoctorFinding]) {
    func count(_ severity: DoctorFinding.Severity) -> Int { findings.count { $0.severity == severity } }
    (faults, warnings, advices) = (count(.fault), count(.warning), count(.advice))
    self.findings = findings.map {
      Finding(id: $0.id, severity: $0.severity, found: $0.found.shown, remedy: $0.remedy.shown)
    }
  }

  var text: String {
    let lines = findings.map { finding in
      let word = finding.severity.word.shown
      let gap = String(repeating: " ", count: max(1, 9 - word.count * (Terminal.isChinese ? 2 : 1)))
      return "\(word)\(gap)\(finding.id): \(finding.found)\n         \(finding.remedy)"
    }
    let sum = Told(
      zh: "\(faults) 项故障，\(warnings) 项警告，\(advices) 项建议", en: "\(faults) fault(s), \(warnings) warning(s), \(advices) advice(s)")
    return (lines + [sum.shown]).joined(separator: "\n")
  }
}
