import ArgumentParser
import HubStore

struct Quarantine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Refused rows (问题数据): where they stand in the source, and why.",
    subcommands: [List.self, Summary.self], defaultSubcommand: Summary.self)

  struct Summary: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Count open refused rows by dataset and reason.")
    @OptionGroup var settings: Settings

    func run() async throws {
      let hub = try await Hub(settings)
      let rows = try await hub.withDatabase(.ingest) { try await QuarantineList.summary(on: $0) }
      Terminal.say(
        Terminal.table(["dataset", "reason", "rows"], rows.map { [$0.dataset, $0.reason, "\($0.rows)"] }, right: [2]))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List open refused rows.",
      discussion: """
        With --reveal the sealed text of each row is opened: that needs the key ring, shows personal data, and is put on record.
        """)
    @OptionGroup var settings: Settings
    @Option(help: "Only this dataset.") var dataset: String?
    @Option(help: "Only this reason.") var reason: String?
    @Option(help: "At most so many.") var rows = 50
    @Flag(help: "Open the sealed text.") var reveal = false

    func run() async throws {
      let hub = try await Hub(settings)
      let found = try await hub.withDatabase(.ingest) {
        try await QuarantineList.open(dataset: dataset, reason: reason, limit: rows, on: $0)
      }
      if reveal { try await hub.record(.revealRows, Self.targets(of: found), as: .ingest) }
      let keys = reveal ? try hub.keyRing() : nil
      let cells = try found.map { row in
        [row.dataset, "\(row.line)", "\(row.occurrences)", row.reason, row.field ?? "", row.detail]
          + (try keys.map { [try QuarantineList.raw(of: row, keys: $0)] } ?? [])
      }
      let header = ["dataset", "line", "times", "reason", "field", "detail"] + (reveal ? ["row"] : [])
      Terminal.say(Terminal.table(header, cells, right: [1, 2]))
    }

    /// What was shown, for the record: each dataset with the lines of its source.
    private static func targets(of rows: [QuarantineList.Row]) -> [String] {
      Dictionary(grouping: rows, by: \.dataset).sorted { $0.key < $1.key }.map { dataset, rows in
        "\(dataset):\(rows.map { "\($0.line)" }.joined(separator: ","))"
      }
    }
  }
}
