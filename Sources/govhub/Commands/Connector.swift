import ArgumentParser
import HubConnectorKit
import HubIngest
import HubMapping
import HubModel

struct ConnectorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connector", abstract: "Departments' sources: what a connector takes, whether one is reached, what is there.",
    discussion: """
      A source is named by its dataset. Nothing here touches the database, and no value of levels 3 and 4 is shown.
        govhub connector options files     what `source:` may say
        govhub connector check tax/taxpayers
        govhub connector discover tax/taxpayers
        govhub connector sample tax/taxpayers --rows 5
        govhub connector count tax/taxpayers
      """,
    subcommands: [Options.self, Check.self, Discover.self, Sample.self, Count.self])

  struct Options: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What each connector takes in a mapping's source.")
    @Argument(help: "Only this connector.") var connector: String?

    func run() async throws {
      for kind in try kinds() {
        let loads = kind.loads.map(\.rawValue).sorted().joined(separator: ", ")
        Terminal.say("\(kind.name)  (load: \(loads))")
        if !kind.secretKeys.isEmpty {
          Terminal.say("  connection: secret://department/name, which may hold \(kind.secretKeys.joined(separator: ", "))")
        }
        Terminal.say(kind.options.flatMap { $0.lines(chinese: Terminal.isChinese, indent: "  ") }.joined(separator: "\n"))
      }
    }

    private func kinds() throws -> [ConnectorKind] {
      guard let connector else { return SourceConnectors.kinds }
      guard let kind = SourceConnectors.kinds.first(where: { $0.name == connector }) else {
        throw SourceConnectors.unknown(connector)
      }
      return [kind]
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Reach a source and sign in, without reading rows.")
    @OptionGroup var settings: Settings
    @Argument(help: "The dataset.") var source: String
    @Flag(help: "Report as JSON.") var json = false

    func run() async throws {
      let (_, connector) = try await open(source, settings)
      let state = try await connector.check()
      if json { return Terminal.say(try Terminal.json(["server": [state.server], "notes": state.notes])) }
      Terminal.say("reached: \(state.server)")
      for note in state.notes { Terminal.say("  \(note)") }
    }
  }

  struct Discover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what a source has: tables or files, columns, types.")
    @OptionGroup var settings: Settings
    @Argument(help: "The dataset.") var source: String
    @Flag(help: "Report as JSON.") var json = false

    func run() async throws {
      let (_, connector) = try await open(source, settings)
      let tables = try await connector.discover()
      if json { return Terminal.say(try Terminal.json(tables.map(FoundTable.init))) }
      for table in tables {
        Terminal.say(table.name + (table.rows.map { "  about \($0) rows" } ?? ""))
        for column in table.columns { Terminal.say("  \(column.name)" + (column.type.isEmpty ? "" : "  \(column.type)")) }
      }
      if tables.isEmpty { Terminal.say("there is nothing that this sign-in may see") }
    }

    private struct FoundTable: Encodable {
      var name: String
      var rows: Int64?
      var columns: [[String: String]]

      init(_ table: SourceTable) {
        name = table.name
        rows = table.rows
        columns = table.columns.map { ["name": $0.name, "type": $0.type] }
      }
    }
  }

  struct Sample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the form of a source's first rows: every value as its shape.",
      discussion: "What a mapping makes of them: `govhub mapping preview`.")
    @OptionGroup var settings: Settings
    @Argument(help: "The dataset.") var source: String
    @Option(help: "So many rows.") var rows = 5

    private struct Enough: Error {}

    func run() async throws {
      let (_, connector) = try await open(source, settings)
      var isEmpty = true
      do {
        _ = try await connector.read(batchRows: max(1, rows)) { batch in
          isEmpty = false
          show(batch)
          throw Enough()
        }
      } catch is Enough {}
      if isEmpty { Terminal.say("the source has no rows") }
    }

    private func show(_ batch: Batch) {
      let cells = (0..<min(batch.rows, rows)).map { row in
        ["\(batch.lines[row])"]
          + batch.columns.indices.map { column in
            batch.string(row: row, column: column).map { ShapeMask.shown($0, level: .personal) } ?? "∅"
          }
      }
      Terminal.say(Terminal.table(["line"] + batch.columns, cells))
      for refused in batch.refused { Terminal.say("refused: line \(refused.line): \(refused.reason): \(refused.detail)") }
    }
  }

  struct Count: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read a source to its end and keep nothing: how many rows, how many refused by the connector, how fast.")
    @OptionGroup var settings: Settings
    @Argument(help: "The dataset.") var source: String
    @Flag(help: "Report as JSON.") var json = false

    func run() async throws {
      let (mapping, connector) = try await open(source, settings)
      let progress = ProgressLine(dataset: mapping.schema.name)
      let started = ContinuousClock.now
      var rows: Int64 = 0
      let summary = try await connector.read(batchRows: 2_000) { batch in
        rows += Int64(batch.rows)
        progress.show(IngestProgress(dataset: mapping.schema.name, stage: .reading, rows: rows, bytes: 0))
      }
      Terminal.endProgress()
      let seconds = started.duration(to: .now) / .seconds(1)
      let rate = Int(Double(summary.rows) / max(seconds, 0.001))
      if json {
        return Terminal.say(
          try Terminal.json([
            "rows": summary.rows, "refused": summary.refused, "bytes": Int(summary.bytes), "rowsPerSecond": rate,
          ]))
      }
      Terminal.say("\(summary.rows) rows, \(summary.refused) refused, \(summary.bytes) bytes, \(rate) rows/s")
    }
  }
}

/// The source of a dataset as the mapping files of the folder describe it.
private func open(_ dataset: String, _ settings: Settings) async throws -> (DatasetMapping, any Connector) {
  let hub = try await Hub(settings)
  let set = try hub.mappingSet()
  guard let mapping = set.dataset(dataset) else { throw set.unknown(dataset) }
  return (mapping, try SourceConnectors.make(mapping.source, hub: hub.configuration))
}
