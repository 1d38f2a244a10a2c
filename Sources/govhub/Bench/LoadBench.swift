import Foundation
import HubMapping
import HubModel
import HubPostgres
import HubStore

/// First load and unchanged snapshot of both large registers, each beside its floor.
struct LoadBench {
  let place: BenchPlace
  let manifest: SampleManifest
  let rounds: Int

  private struct Round {
    var first: BenchRow
    var unchanged: BenchRow
  }

  static let registers = [
    (dataset: "public-security/population", title: "persons", target: 0.35),
    (dataset: "market-regulation/enterprise-registry", title: "enterprises", target: 0.5),
  ]

  /// Leaves the last round's database in place.
  func run() async throws -> [BenchRow] {
    var measured: [String: [Round]] = [:]
    for round in 1...rounds {
      Terminal.note("loading: round \(round) of \(rounds)")
      try await place.renewDatabase()
      for register in Self.registers {
        measured[register.title, default: []].append(try await self.round(register))
      }
    }
    return Self.registers.flatMap { register in
      let rounds = measured[register.title] ?? []
      return [Self.median(rounds.map(\.first)), Self.median(rounds.map(\.unchanged))].compactMap(\.self)
    }
  }

  private static func median(_ rows: [BenchRow]) -> BenchRow? {
    let sorted = rows.sorted { ($0.ratio ?? 0) < ($1.ratio ?? 0) }
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }

  private func round(_ register: (dataset: String, title: String, target: Double)) async throws -> Round {
    let rows = Double(manifest.dataset(register.dataset)?.rows ?? 0)
    var first = try await load(register.dataset, rows, forced: false)
    first.what = "load \(register.title)"
    first.floor = rows / (try await floor(register.dataset))
    first.target = register.target
    var unchanged = try await load(register.dataset, rows, forced: true)
    unchanged.what = "unchanged \(register.title)"
    unchanged.floor = first.rate
    unchanged.target = 2
    unchanged.remark = "floor: its first load"
    return Round(first: first, unchanged: unchanged)
  }

  /// `forced`: compares every row although the source is byte for byte the same.
  private func load(_ dataset: String, _ rows: Double, forced: Bool) async throws -> BenchRow {
    try await place.psql("CHECKPOINT;")
    let before = place.databaseSeconds()
    let program = BenchProgram(
      BenchProgram.own, ["ingest", dataset] + (forced ? ["--force"] : []) + place.arguments, log: place.path + "/ingest.log")
    let usage = try await program.run()
    return BenchRow(
      what: dataset, rate: rows / usage.seconds, ownCPU: usage.cpu / rows * 1e6,
      databaseCPU: (place.databaseSeconds() - before) / rows * 1e6, peak: usage.peak)
  }

  /// Seconds that the database alone takes for the rows that the load has just sealed.
  private func floor(_ dataset: String) async throws -> Double {
    let schema = try place.hub.mappingSet().storeSchema
    guard let described = schema.dataset(dataset) else { throw HubError("dataset-unknown", "There is no \(dataset).") }
    let landing = try LandingTable(dataset: described, schema: schema)
    let file = "\(place.folder.clientKeys)/landing.copy"
    try await place.psql(
      """
      DROP SCHEMA IF EXISTS bench CASCADE;
      CREATE SCHEMA bench;
      CREATE UNLOGGED TABLE bench.raw (LIKE \(landing.name));
      CREATE TABLE bench.target (LIKE \(landing.name), PRIMARY KEY (row_key));
      \\copy (SELECT * FROM \(landing.name) ORDER BY ctid) TO '\(file)' (FORMAT binary)
      CHECKPOINT;
      """)
    let updates = landing.columns.dropFirst().map { "\"\($0.name)\" = excluded.\"\($0.name)\"" }.joined(separator: ", ")
    let seconds = try await place.psql(
      """
      \\copy bench.raw FROM '\(file)' (FORMAT binary)
      INSERT INTO bench.target SELECT * FROM bench.raw ON CONFLICT (row_key) DO UPDATE SET \(updates);
      """)
    try await place.psql("DROP SCHEMA bench CASCADE;")
    try FileManager.default.removeItem(atPath: file)
    return seconds
  }
}
