import ArgumentParser
import HubCrypto
import HubModel
import HubStore

extension AuditCommand {
  struct Subject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A report for one subject: who asked about me, when, for which purpose and case, and with what decision.",
      discussion: """
        For the audit administrator, at the request of a person or an enterprise; put on record first. Reads the number from
        standard input, or from a file with all numbers that the subject had, one a line. Prints no number, name or address.
        Example: govhub audit subject < number.txt
        """)

    @OptionGroup var settings: Settings
    @OptionGroup var numbers: AskedNumbers
    @Argument(help: "File with the numbers, one a line; - for standard input.") var file = "-"
    @Option(help: "At most so many, newest first.") var limit = 1000
    @Flag(help: "As JSON.") var json = false

    private struct Line: Encodable {
      var at: String
      var client: String
      var purpose: String
      var caseNo: String?
      var itemCode: String?
      var question: String
      var decision: String
    }

    func validate() throws {
      if !(1...100_000).contains(limit) { throw ValidationError("--limit takes a number from 1 to 100000.") }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      var criteria = AuditSearch(limit: Int64(limit))
      criteria.subjects = try numbers.fingerprints(from: file, keys: try hub.keyRing())
      let search = criteria
      try await hub.record(.reportSubject, [Search.words(of: search)], as: .auditor)
      let found = try await hub.withDatabase(.auditor) { try await search.run(on: $0) }
      let lines = found.compactMap(AuditRecord.init).map { record in
        Line(
          at: record.time, client: record.asker, purpose: record.told.purpose ?? "", caseNo: record.told.context?["caseNo"],
          itemCode: record.told.context?["itemCode"], question: record.question, decision: record.kept.decision ?? "")
      }
      if json { Terminal.say(try Terminal.json(lines)) } else { Self.show(lines, isChinese: Terminal.isChinese) }
    }

    private static func show(_ lines: [Line], isChinese: Bool) {
      Terminal.say(
        isChinese
          ? "对该对象的查询共 \(lines.count) 次（不含已过保存期限的记录）"
          : "Questions about this subject: \(lines.count) (those past their time are gone)")
      guard !lines.isEmpty else { return }
      let words = isChinese ? ["allow": "允许", "deny": "拒绝"] : ["allow": "allowed", "deny": "refused"]
      let header =
        isChinese
        ? ["时间", "查询方", "用途", "办件编号", "事项编码", "所问", "判定"]
        : ["time", "asked by", "purpose", "case", "item", "asked", "decision"]
      let rows = lines.map { line in
        [
          line.at, line.client, line.purpose, line.caseNo ?? "", line.itemCode ?? "", line.question,
          words[line.decision] ?? line.decision,
        ]
      }
      Terminal.say(Terminal.table(header, rows))
    }
  }
}
