import HubIngest
import HubMapping
import HubModel
import HubStandards
import HubStore

/// `govhub schedule list`: each dataset with its times.
struct ScheduleTable {
  struct Row: Encodable {
    var dataset: String
    var cron: String?
    var zone: String?
    var lastRun: String?
    var outcome: String?
    /// Nil without a schedule; a time that has come already where it is due and nothing has started it yet.
    var nextRun: String?
  }

  let rows: [Row]
  private let due: Set<String>

  init(_ mapping: MappingSet, _ traces: RunTraces) {
    var schedule = IngestSchedule()
    schedule.plan(mapping.crons)
    var due: Set<String> = []
    rows = mapping.datasets.map { dataset in
      let name = dataset.schema.name
      let trace = traces.datasets[name]
      let next = schedule.next(name, trace: trace).map { max($0, traces.now) }
      if next == traces.now { due.insert(name) }
      return Row(
        dataset: name, cron: dataset.schedule?.expression.text, zone: dataset.schedule?.zone.name,
        lastRun: trace?.startedAt.map(Self.time), outcome: trace.flatMap(Self.outcome), nextRun: next.map(Self.time))
    }
    self.due = due
  }

  var text: String {
    let cells = rows.map { row in
      [
        row.dataset, row.cron ?? "by hand", row.zone ?? "", row.lastRun ?? "never", row.outcome ?? "",
        due.contains(row.dataset) ? "now" : row.nextRun ?? "",
      ]
    }
    return Terminal.table(["dataset", "cron", "zone", "last run", "outcome", "next run"], cells)
  }

  private static func outcome(_ trace: RunTrace) -> String? { trace.isUnderWay ? "under way" : trace.outcome?.rawValue }

  private static func time(_ seconds: Int64) -> String { Instant(microseconds: seconds * 1_000_000).shanghai }
}
