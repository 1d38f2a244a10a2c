import Foundation
import HubModel
import HubPostgres

/// What PostgreSQL's own load generator reaches on the hub's rows: one prepared SELECT by key after the other.
///
/// pgbench cannot carry keys that the hub made, so the rows are copied under keys that SQL can compute: as many rows of the same
/// width under a 16-byte key.
struct LookupFloor {
  let place: BenchPlace
  let persons: Int

  func prepare() async throws {
    try await place.psql(
      """
      DROP SCHEMA IF EXISTS bench CASCADE;
      CREATE SCHEMA bench;
      CREATE TABLE bench.person AS SELECT * FROM hub.person;
      CREATE SEQUENCE bench.number;
      UPDATE bench.person SET subject = substr(sha256(int8send(nextval('bench.number'))), 1, 16);
      ALTER TABLE bench.person ADD PRIMARY KEY (subject);
      VACUUM (FULL, ANALYZE) bench.person;
      VACUUM (ANALYZE);
      CHECKPOINT;
      """)
    try "\\set n random(1, \(persons))\nSELECT * FROM bench.person WHERE subject = substr(sha256(int8send(:n)), 1, 16);\n"
      .write(toFile: script, atomically: true, encoding: .utf8)
  }

  private var script: String { place.folder.clientKeys + "/lookup.sql" }

  /// Look-ups per second.
  func measure(seconds: Int) async throws -> Double {
    let program = BenchProgram(
      "\(place.cluster.programFolder)/pgbench",
      [
        "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", "\(seconds)", "-f", script, place.hub.configuration.database ?? "",
      ])
    let output = try await program.run().output
    guard let line = output.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
      let rate = Double(line.dropFirst(6).prefix { $0 != " " })
    else { throw HubError("bench-program-failed", "pgbench gave no rate.") }
    return rate
  }
}
