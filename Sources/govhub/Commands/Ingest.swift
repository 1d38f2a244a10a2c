import ArgumentParser
import HubCrypto
import HubIngest
import HubMapping
import HubModel
import HubPostgres
import HubStore

struct Ingest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read datasets from their sources into the hub.",
    discussion: """
      A run is all or nothing to its readers: rows are staged first, the gates of the mapping (withdraw_at_most, refuse_at_most,
      at_least_rows) look at the whole of it, then it is applied. Refused rows are in quarantine (`govhub quarantine list`).
      Stopped at any instant, run it again. Exit status 1 where a run was refused or failed.
      """)

  @OptionGroup var settings: Settings
  @Argument(help: "Datasets, for example public-security/population.") var datasets: [String] = []
  @Flag(help: "All datasets of the mapping set.") var all = false
  @Flag(help: "Also where the source is byte for byte the one read last, and reads an incremental dataset whole.")
  var force = false
  @Flag(help: "Report as JSON.") var json = false

  func validate() throws {
    if datasets.isEmpty != all { throw ValidationError("Name datasets, or give --all.") }
  }

  func run() async throws {
    let hub = try await Hub(settings)
    let reports = try await Ingestion(hub: hub).run(datasets: all ? nil : datasets, isForced: force)
    Terminal.say(json ? try Terminal.json(reports.map(RunRow.init)) : RunRow.table(reports))
    if reports.contains(where: { $0.outcome == .refused || $0.outcome == .failed }) { throw ExitCode(1) }
  }
}

/// Runs datasets with the live mapping set. What fails is on record.
struct Ingestion: Sendable {
  let hub: Hub

  /// One after the other: one department's missing file does not keep the others from being read.
  func run(datasets names: [String]?, isForced: Bool) async throws -> [RunReport] {
    let (mapping, keys) = try await means()
    let chosen = try names.map { try $0.map { try find($0, in: mapping) } } ?? mapping.datasets
    var reports: [RunReport] = []
    for dataset in chosen {
      let name = dataset.schema.name
      do {
        let report = try await RecordedRun(hub: hub, dataset: name).run {
          try await run(dataset, of: mapping, keys, isForced: isForced)
        }
        reports.append(report)
      } catch {
        let reason = RunFailure(error, of: name).reason
        reports.append(
          RunReport(run: 0, dataset: name, outcome: .failed, counts: RunCounts(), reason: reason, seconds: 0))
      }
    }
    return reports
  }

  /// One dataset; throws what it failed by.
  @discardableResult
  func run(_ name: String) async throws -> RunReport {
    try await RecordedRun(hub: hub, dataset: name).run {
      let (mapping, keys) = try await means()
      return try await run(try find(name, in: mapping), of: mapping, keys, isForced: false)
    }
  }

  private func means() async throws -> (MappingSet, KeyRing) {
    try await hub.withDatabase(.ingest) { connection in
      let keys = try hub.keyRing().restricted(to: .ingest)
      try await KeyVersions.check(keys, on: connection)
      return (try await hub.publishedMapping(on: connection), keys)
    }
  }

  private func run(
    _ dataset: DatasetMapping, of mapping: MappingSet, _ keys: KeyRing, isForced: Bool
  ) async throws -> RunReport {
    let progress = ProgressLine(dataset: dataset.schema.name)
    do {
      let run = IngestRun(
        mapping: dataset, schema: mapping.storeSchema,
        source: try SourceConnectors.make(dataset.source, hub: hub.configuration), keys: keys,
        database: hub.database(.ingest, application: "govhub ingest"), mappingDigest: mapping.digest,
        readingDigest: mapping.digest(of: dataset), isForced: isForced,
        progress: { progress.show($0) })
      let report = try await run.run()
      progress.finish(report)
      return report
    } catch {
      progress.fail(error)
      throw error
    }
  }

  private func find(_ name: String, in mapping: MappingSet) throws -> DatasetMapping {
    guard let dataset = mapping.dataset(name) else { throw mapping.unknown(name) }
    return dataset
  }
}

/// One run as the tables and JSON show it.
struct RunRow: Encodable {
  var dataset: String
  var outcome: String
  var read: Int64
  var inserted: Int64
  var updated: Int64
  var unchanged: Int64
  var withdrawn: Int64
  var quarantined: Int64
  var duplicates: Int64
  var seconds: Double
  var rowsPerSecond: Int
  var reason: String?

  init(_ report: RunReport) {
    dataset = report.dataset
    outcome = report.outcome.rawValue
    read = report.counts.read
    inserted = report.counts.inserted
    updated = report.counts.updated
    unchanged = report.counts.unchanged
    withdrawn = report.counts.withdrawn
    quarantined = report.counts.quarantined
    duplicates = report.counts.duplicates
    seconds = (report.seconds * 1000).rounded() / 1000
    rowsPerSecond = Int(Double(report.counts.read) / max(report.seconds, 0.001))
    reason = report.reason
  }

  static func table(_ reports: [RunReport]) -> String {
    let rows = reports.map(RunRow.init).map { row in
      [
        row.dataset, row.outcome, "\(row.read)", "\(row.inserted)", "\(row.updated)", "\(row.unchanged)", "\(row.withdrawn)",
        "\(row.quarantined)", "\(row.duplicates)", "\(row.rowsPerSecond)",
      ]
    }
    let header = [
      "dataset", "outcome", "read", "inserted", "updated", "unchanged", "withdrawn", "quarantined", "duplicates", "rows/s",
    ]
    let reasons = reports.compactMap { report in report.reason.map { "\(report.dataset): \($0)" } }
    return ([Terminal.table(header, rows, right: Set(2...9))] + reasons).joined(separator: "\n")
  }
}
