import ArgumentParser
import Foundation
import HubModel
import HubPolicy

struct RequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request", abstract: "Requests for data (共享申请): file, check, approve on both sides, grant, suspend, end.",
    discussion: """
      A request is a file of Policies/requests, for example gx-2026-0001.yaml:

        # yaml-language-server: $schema=../policy.schema.json
        request: gx-2026-0001
        title: 窗口受理核验身份
        unit: {name: 市政务服务中心, code: 11110101MB0TE00113}
        basis: 行政许可法第三十一条
        scenario: 窗口受理时核对申请人填写的姓名与证件号码
        purpose: permit-acceptance
        period: {from: 2026-07-01, to: 2028-06-30}
        scope:
          - {verify: person, attributes: [number, name], answer: three_way}

      Then: request file → check → approve --side requester, approve --side provider (two persons) → grant.
      The clocks of Decree 809 run on the working days of Policies/calendar.yaml.
      """,
    subcommands: [
      File.self, List.self, Show.self, Check.self, Approve.self, Refuse.self, Extend.self, Grant.self, Suspend.self,
      Resume.self, End.self,
    ])

  struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File a request: from here its clock runs.",
      discussion: """
        Example: govhub request file Policies/requests/gx-2026-0001.yaml
        A changed file is filed again before it is approved.
        """)
    @OptionGroup var settings: Settings
    @Argument(help: "The file, or the id of a request.") var file: String
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      let id = try Self.id(file, desk)
      try await desk.take(.filed, id)
      try await RequestCommand.tell(id, desk, json: json)
    }

    /// A file that is not the set's own would be filed in another text than the one meant.
    private static func id(_ file: String, _ desk: RequestDesk) throws -> String {
      guard FileManager.default.fileExists(atPath: file) else { return try desk.request(file).id }
      let name = URL(fileURLWithPath: file).lastPathComponent
      let id = name.hasSuffix(".yaml") ? String(name.dropLast(".yaml".count)) : name
      let own = desk.set.files.first { $0.path == SharingRequest.path(id) }?.text
      guard try String(contentsOfFile: file, encoding: .utf8) == own else {
        throw HubError(
          "request-elsewhere", "The file is not in the policy folder.",
          remedy: "Put it into \(desk.hub.configuration.policies)/requests.")
      }
      return id
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What was asked for and what is due; what is late comes first.")
    @OptionGroup var settings: Settings
    @Flag(help: "Only what is late. Exit status 1 where there is any.") var overdue = false
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      let today = CivilDay(holding: CurrentTime.micros)
      let histories = try await desk.hub.withDatabase(nil) { try await desk.histories(on: $0) }
      let lines = histories.map { RequestLine($0, desk.set, on: today) }.filter { !overdue || $0.overdue }
        .sorted(by: RequestLine.precedes)
      if json { Terminal.say(try Terminal.json(lines)) } else { Self.say(lines) }
      if overdue, !lines.isEmpty { throw ExitCode(1) }
    }

    private static func say(_ lines: [RequestLine]) {
      let chinese = Terminal.isChinese
      let header =
        chinese
        ? ["编号", "单位", "状态", "提交日", "期限", "名称"] : ["request", "unit", "state", "filed on", "due", "title"]
      let rows = lines.map {
        [$0.id, $0.unit ?? "-", $0.stateText(chinese: chinese), $0.filedOn, $0.dueText(chinese: chinese), $0.title ?? "-"]
      }
      Terminal.say(Terminal.table(header, rows))
      let years = Set(lines.flatMap(\.yearsWithoutCalendar))
      for warning in RequestLine.warnings(years, chinese: chinese) { Terminal.note(warning) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Where a request stands, and all that was done with it.")
    @OptionGroup var settings: Settings
    @Argument(help: "The request's id.") var id: String
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
      try await RequestCommand.tell(id, try RequestDesk(try await Hub(settings)), json: json)
    }
  }

  /// Where a request stands, after whatever was done.
  static func tell(_ id: String, _ desk: RequestDesk, json: Bool) async throws {
    guard let history = try await desk.hub.withDatabase(nil, { try await desk.history(id, on: $0) }) else {
      throw HubError("request-not-filed", "The request \(id) was not filed.", remedy: "Run `govhub request file \(id)`.")
    }
    let line = RequestLine(history, desk.set, on: CivilDay(holding: CurrentTime.micros))
    if json { return Terminal.say(try Terminal.json(line)) }
    let chinese = Terminal.isChinese
    let due = line.dueText(chinese: chinese)
    Terminal.say("\(id): \(line.stateText(chinese: chinese))" + (due.isEmpty ? "" : chinese ? "，期限 \(due)" : ", due \(due)"))
    Terminal.say(chinese ? history.standing.share.zh : history.standing.share.en)
    for act in line.acts {
      let word = chinese ? RequestAct(rawValue: act.act)?.zh ?? act.act : act.act
      Terminal.say("  \(act.on)  \(word)  \(act.person)" + (act.reason.map { "  \($0)" } ?? ""))
    }
    for warning in RequestLine.warnings(Set(line.yearsWithoutCalendar), chinese: chinese) { Terminal.note(warning) }
  }
}
