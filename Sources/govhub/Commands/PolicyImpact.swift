import ArgumentParser
import HubPolicy
import HubStore
import HubYAML

extension PolicyCommand {
  struct Impact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which of the questions on record the policy files would decide otherwise.",
      discussion: """
        Every recorded question is decided again under the files, for the moment at which it was asked. Nothing is answered and
        nothing is changed. Quotas, masks and suspensions are not replayed. Needs a login of govhub_auditor. Example:
          govhub policy impact --since 30d --fail-on-change
        """)
    @OptionGroup var settings: Settings
    @Option(help: "How far back: 30d, 36h, 90m.") var since = "30d"
    @Flag(help: "Exit status 1 where a decision would change.") var failOnChange = false
    @Flag(help: "As JSON.") var json = false

    func validate() throws {
      if PlainScalar.seconds(since) == nil { throw ValidationError("--since is a duration such as 30d or 36h, not \(since).") }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let set = try hub.policySet(try hub.mappingSet())
      let start = CurrentTime.micros - Int64(PlainScalar.seconds(since) ?? 0) * 1_000_000
      let report = try await hub.withDatabase(.auditor) { connection in
        var report = ImpactReport(set, since: start)
        try await AuditReader(connection: connection).read(since: start) { item in
          report.take(item)
          if report.entries.isMultiple(of: 10_000) { Terminal.progress("\(report.entries) entries") }
        }
        return report
      }
      Terminal.endProgress()
      if json {
        Terminal.say(try Terminal.json(report.document))
      } else {
        for line in report.lines(chinese: Terminal.isChinese) { Terminal.say(line) }
      }
      if failOnChange, report.replay.changed > 0 { throw ExitCode(1) }
    }
  }
}
