import ArgumentParser
import HubStore

struct Runs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show past runs: what each read, changed, refused, and why it ended as it did.")

  @OptionGroup var settings: Settings
  @Option(help: "Only this dataset.") var dataset: String?
  @Option(help: "How many, newest first.") var last = 20
  @Flag(help: "As JSON.") var json = false

  private struct Row: Encodable {
    var run: Int64
    var dataset: String
    var state: String
    var startedAt: String
    var seconds: Double?
    var read: Int64
    var inserted: Int64
    var updated: Int64
    var unchanged: Int64
    var withdrawn: Int64
    var quarantined: Int64
    var duplicates: Int64
    var reason: String?
  }

  func run() async throws {
    let hub = try await Hub(settings)
    let runs = try await hub.withDatabase(.ingest) { try await RunHistory.recent(last, dataset: dataset, on: $0) }
    let rows = runs.map { run in
      Row(
        run: run.id, dataset: run.dataset, state: run.state, startedAt: run.startedAt, seconds: run.seconds,
        read: run.counts.read, inserted: run.counts.inserted, updated: run.counts.updated, unchanged: run.counts.unchanged,
        withdrawn: run.counts.withdrawn, quarantined: run.counts.quarantined, duplicates: run.counts.duplicates,
        reason: run.reason)
    }
    if json {
      Terminal.say(try Terminal.json(rows))
      return
    }
    let cells = rows.map { row in
      [
        "\(row.run)", row.dataset, row.state, row.startedAt, "\(row.read)", "\(row.inserted)", "\(row.updated)",
        "\(row.unchanged)", "\(row.withdrawn)", "\(row.quarantined)", "\(row.duplicates)", row.reason ?? "",
      ]
    }
    Terminal.say(
      Terminal.table(
        [
          "run", "dataset", "state", "started", "read", "inserted", "updated", "unchanged", "withdrawn", "quarantined",
          "duplicates", "reason",
        ], cells, right: [0, 4, 5, 6, 7, 8, 9, 10]))
  }
}
