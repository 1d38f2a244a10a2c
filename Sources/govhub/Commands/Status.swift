import ArgumentParser
import HubMapping
import HubModel
import HubPostgres
import HubStore

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "What is live, how fresh it is, and what waits for somebody.")

  @OptionGroup var settings: Settings
  @Flag(help: "As JSON.") var json = false

  private struct Report: Encodable {
    var mappingSet: Int64?
    var policySet: Int64?
    var suspended: [String]
    var datasets: [Dataset]
    struct Dataset: Encodable {
      var name: String
      var completeAsOf: String?
      var lastRun: String?
      var live: Int64
      var quarantined: Int64
      var reason: String?
    }
  }

  func run() async throws {
    let hub = try await Hub(settings)
    let report = try await hub.withDatabase(nil) { try await read(hub, $0) }
    if json {
      Terminal.say(try Terminal.json(report))
      return
    }
    Terminal.say("mapping set: \(report.mappingSet.map { "m\($0)" } ?? "none")")
    Terminal.say("policy set: \(report.policySet.map { "p\($0)" } ?? "none")")
    if !report.suspended.isEmpty { Terminal.say("suspended: \(report.suspended.joined(separator: ", "))") }
    let rows = report.datasets.map {
      [$0.name, $0.completeAsOf ?? "never", $0.lastRun ?? "-", "\($0.live)", "\($0.quarantined)", $0.reason ?? ""]
    }
    Terminal.say(
      Terminal.table(["dataset", "complete as of", "last run", "live rows", "quarantined", "why"], rows, right: [3, 4]))
  }

  private func read(_ hub: Hub, _ connection: PostgresConnection) async throws -> Report {
    let mapping = try await PublishedSet.live(.mapping, on: connection)
    let set = try mapping.map(MappingSet.read)
    var datasets: [Report.Dataset] = []
    for schema in set?.storeSchema.datasets ?? [] {
      let table = try LandingTable(dataset: schema, schema: set!.storeSchema)
      let rows = try await connection.query(
        """
        SELECT to_char(d.complete_as_of AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'),
        (SELECT r.state FROM control.run r WHERE r.dataset = d.id ORDER BY r.id DESC LIMIT 1),
        (SELECT count(*) FROM \(table.name) WHERE withdrawn_at IS NULL),
        (SELECT coalesce(sum(q.occurrences), 0)::int8 FROM control.quarantine q WHERE q.dataset = d.id AND q.closed_run IS NULL),
        (SELECT r.reason FROM control.run r WHERE r.dataset = d.id ORDER BY r.id DESC LIMIT 1)
        FROM control.dataset d WHERE d.name = $1
        """, [.text(schema.name)], prepare: false)
      datasets.append(
        Report.Dataset(
          name: schema.name, completeAsOf: rows.text(0, 0), lastRun: rows.text(0, 1), live: rows.int8(0, 2) ?? 0,
          quarantined: rows.int8(0, 3) ?? 0, reason: rows.text(0, 4)))
    }
    let policy = try await hub.livePolicy(on: connection)
    return Report(
      mappingSet: mapping?.sequence, policySet: policy?.sequence,
      suspended: try await Revocation.active(.client, .key, .person, on: connection), datasets: datasets)
  }
}
