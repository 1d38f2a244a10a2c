import ArgumentParser
import HubMapping
import HubModel
import HubPolicy

extension RequestCommand {
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a request: its words, its levels, its period, and how its data is shared.",
      discussion: "Before it is filed nothing is recorded. A request is approved only after it was checked.")
    @OptionGroup var settings: Settings
    @Argument(help: "The request's id.") var id: String
    @Flag(help: "As JSON.") var json = false

    private struct Result: Encodable {
      var id: String
      var share: String
      var sources: [Source]
      struct Source: Encodable {
        var attribute: String
        var dataset: String
        var share: String
        var conditions: String?
      }
    }

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      let request = try desk.request(id)
      let result = try result(request, desk)
      if try await desk.hub.withDatabase(nil, { try await desk.history(id, on: $0) }) != nil {
        try await desk.take(.checked, id)
      }
      if json { return Terminal.say(try Terminal.json(result)) }
      let chinese = Terminal.isChinese
      let header = chinese ? ["数据项", "来源", "共享属性", "使用条件"] : ["attribute", "dataset", "shared", "conditions"]
      let rows = result.sources.map { [$0.attribute, $0.dataset, $0.share, $0.conditions ?? ""] }
      Terminal.say(Terminal.table(header, rows))
      let share = try desk.sharing(of: request)
      let days = share.answerDays
      Terminal.say(
        chinese
          ? "\(id)：没有错误；\(share.zh)，\(days) 个工作日内答复"
          : "\(id): no fault; \(share.en), to be answered in \(days) working day(s)")
    }

    private func result(_ request: SharingRequest, _ desk: RequestDesk) throws -> Result {
      let share = try desk.sharing(of: request)
      let sources = desk.sources(of: request).map { attribute, dataset in
        Result.Source(
          attribute: attribute, dataset: dataset?.schema.name ?? "-", share: dataset?.catalogue.share ?? "-",
          conditions: dataset?.catalogue.useConditions)
      }
      return Result(id: request.id, share: share.rawValue, sources: sources)
    }
  }

  struct Approve: AsyncParsableCommand {
    enum Side: String, CaseIterable { case requester, provider }

    static let configuration = CommandConfiguration(
      abstract: "Approve for one side: the unit that asks, or the one that provides. Two persons.",
      discussion: "With the second approval the request is consented to, and 20 working days begin in which the data is shared.")
    @OptionGroup var settings: Settings
    @Argument(help: "The request's id.") var id: String
    @Option(help: "requester or provider.") var side: String
    @Flag(help: "As JSON.") var json = false

    func validate() throws { let _: Side = try OptionWord.read(side, of: "--side") }

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      let side: Side = try OptionWord.read(side, of: "--side")
      try await desk.take(side == .requester ? .approvedByRequester : .approvedByProvider, id)
      try await RequestCommand.tell(id, desk, json: json)
    }
  }

  struct Refuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Refuse a request, with reasons (article 21).")
    @OptionGroup var settings: Settings
    @OptionGroup var asked: ReasonedRequest

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      try await desk.take(.refused, asked.id, reason: asked.reason)
      try await RequestCommand.tell(asked.id, desk, json: asked.json)
    }
  }

  struct Extend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put the answer off by 10 working days, once, with a reason; for data that is shared on conditions.")
    @OptionGroup var settings: Settings
    @OptionGroup var asked: ReasonedRequest

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      try await desk.take(.extended, asked.id, reason: asked.reason)
      try await RequestCommand.tell(asked.id, desk, json: asked.json)
    }
  }

  static func requireReason(_ reason: String) throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason says why, in words that others understand.") }
  }
}
