import ArgumentParser
import Foundation
import HubCrypto
import HubModel
import HubStore

extension AuditCommand {
  struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find entries: by client, purpose, case, decision, subject and time; newest first.",
      discussion: """
        For the audit administrator alone; each search is put on record first. A subject's number is read from a file or from
        standard input, never from the command line, and only its keyed fingerprint is compared. That takes the key ring for audit.
        Example: govhub audit search --client hall-rpa-01 --since 2026-11-01 --until 2026-11-30 --decision deny
        Example: govhub audit search --subject - < number.txt
        """)

    @OptionGroup var settings: Settings
    @OptionGroup var numbers: AskedNumbers
    @Option(help: "Id of a client.") var client: String?
    @Option(help: "A purpose.") var purpose: String?
    @Option(name: .customLong("case"), help: "A case number (caseNo).") var caseNo: String?
    @Option(help: "allow or deny.") var decision: String?
    @Option(help: ArgumentHelp("File with the subject's numbers, one a line; - for standard input.", valueName: "file"))
    var subject: String?
    @Option(help: "From this day or instant on: 2026-11-01, 2026-11-01T08:00:00+08:00.") var since: String?
    @Option(help: "Until this day or instant, itself included.") var until: String?
    @Option(help: "At most so many.") var limit = 100
    @Flag(help: "As JSON.") var json = false

    func validate() throws {
      if let decision, AuditEntry.Effect(rawValue: decision) == nil {
        throw OptionWord.refused(decision, of: "--decision", words: ["allow", "deny"])
      }
      for (name, text) in [("--since", since), ("--until", until)] {
        guard let text, AuditTime.micros(text, isEnd: false) == nil else { continue }
        throw ValidationError("\(name) takes a day such as 2026-11-01, or an instant such as 2026-11-01T08:00:00+08:00.")
      }
      if !(1...100_000).contains(limit) { throw ValidationError("--limit takes a number from 1 to 100000.") }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let search = try criteria(hub)
      try await hub.record(.searchAudit, [Self.words(of: search)], as: .auditor)
      let found = try await hub.withDatabase(.auditor) { try await search.run(on: $0) }
      if json { Terminal.say(try Self.json(found)) } else { Self.show(found.compactMap(AuditRecord.init)) }
    }

    private func criteria(_ hub: Hub) throws -> AuditSearch {
      var search = AuditSearch(limit: Int64(limit))
      search.client = client
      search.purpose = purpose
      search.caseNo = caseNo
      search.decision = decision.flatMap(AuditEntry.Effect.init(rawValue:))
      search.since = since.flatMap { AuditTime.micros($0, isEnd: false) }
      search.until = until.flatMap { AuditTime.micros($0, isEnd: true) }
      search.subjects = try subject.map { try numbers.fingerprints(from: $0, keys: try hub.keyRing()) }
      return search
    }

    /// What was looked for, as the record of the search names it: a subject by its fingerprint.
    static func words(of search: AuditSearch) -> String {
      var words = [("client", search.client), ("purpose", search.purpose), ("case", search.caseNo)]
      words.append(("decision", search.decision?.rawValue))
      words.append(("subject", search.subjects?.map { Hex.encode($0.bytes) }.joined(separator: ",")))
      words.append(("since", search.since.map(AuditTime.text)))
      words.append(("until", search.until.map(AuditTime.text)))
      let given = words.compactMap { name, value in value.map { "\(name)=\($0)" } }
      return given.isEmpty ? "everything" : given.joined(separator: " ")
    }

    private static func show(_ records: [AuditRecord]) {
      let header =
        Terminal.isChinese
        ? ["时间", "谁", "所问", "用途", "办件", "判定", "代码", "规则", "结果"]
        : ["time", "who", "asked", "purpose", "case", "decision", "code", "rule", "result"]
      let rows = records.map { record in
        [
          record.time, record.asker, record.question, record.told.purpose ?? "", record.caseNo, record.kept.decision ?? "",
          record.kept.code ?? "", record.kept.rule ?? "", record.told.result ?? "",
        ]
      }
      Terminal.say(Terminal.table(header, rows))
    }

    /// The entries as they stand in the audit, both parts of each as one object.
    private static func json(_ found: [AuditSearch.Found]) throws -> String {
      let entries = found.map { entry in
        var object: [String: Any] = ["place": entry.place]
        for part in [entry.told, entry.kept] {
          let members = (try? JSONSerialization.jsonObject(with: Data(part.utf8))) as? [String: Any] ?? [:]
          object.merge(members) { first, _ in first }
        }
        return object
      }
      let data = try JSONSerialization.data(
        withJSONObject: entries, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      return String(decoding: data, as: UTF8.self)
    }
  }
}
