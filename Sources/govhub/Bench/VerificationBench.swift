import Foundation
import HubModel
import HubPostgres

/// A gateway of its own process under load: single questions over 64 kept connections, then batches of a thousand, with token,
/// policy, durable audit and receipt; the look-up floor is taken before, between and after.
struct VerificationBench {
  let place: BenchPlace
  let manifest: SampleManifest
  let seconds: Int
  let port: Int

  func run() async throws -> [BenchRow] {
    _ = try await BenchProgram(
      BenchProgram.own, ["ingest", "public-security/number-changes"] + place.arguments, log: place.path + "/ingest.log"
    ).run()
    let floor = LookupFloor(place: place, persons: manifest.persons)
    Terminal.note("verifying: preparing")
    try await floor.prepare()
    let questions = try BenchQuestions(manifest)
    let singles = questions.single(20_000)
    let batches = questions.batches(64)
    let gateway = BenchGateway(place: place, port: port)
    let ready = try await gateway.start()
    defer { gateway.stop() }
    let token = try gateway.token()
    try await gateway.requireMatch(singles[0])
    Terminal.note("verifying: single questions")
    let first = try await floor.measure(seconds: max(2, seconds / 2))
    var single = try await measure(
      "/v1/verifications/person", singles, token, process: gateway.processID, connections: 64, units: 1)
    let second = try await floor.measure(seconds: max(2, seconds / 2))
    Terminal.note("verifying: batches of 1,000")
    var batch = try await measure(
      "/v1/verifications/batch", batches, token, process: gateway.processID, connections: 4,
      units: Double(BenchQuestions.batchItems))
    let third = try await floor.measure(seconds: max(2, seconds / 2))
    gateway.stop()
    let cost = try await cost(of: single, singles, token)
    single.what = "one verification, 64 connections"
    (single.floor, single.target) = ((first + second) / 2, 0.4)
    batch.what = "batch of 1,000, 4 connections"
    (batch.floor, batch.target) = ((second + third) / 2, 5)
    return [single, cost, batch, BenchRow(what: "serve, start to ready", remark: "\(Int(ready * 1000)) ms (aim < 1000)")]
  }

  /// What is left of the path without a record. A decision of the policy is measured by itself.
  private func cost(of recorded: BenchRow, _ bodies: [String], _ token: String) async throws -> BenchRow {
    Terminal.note("verifying: the same without the audit")
    let bare = try await BareGateway(place: place, port: port + 1).serving {
      try await measure(
        "/v1/verifications/person", bodies, token, process: getpid(), port: port + 1, connections: 64, units: 1)
    }
    return BenchRow(
      what: "the same, of the path without audit", rate: recorded.rate, floor: bare.rate, target: 0.75, remark: bare.remark)
  }

  private func measure(
    _ path: String, _ bodies: [String], _ token: String, process: Int32, port other: Int? = nil, connections: Int,
    units: Double
  ) async throws -> BenchRow {
    let port = other ?? port
    // Caches fill and statements are prepared before what counts.
    _ = try await RequestLoad(place: place, port: port, path: path, connections: connections, seconds: 1)
      .run(bodies: bodies, token: token)
    let (own, database) = (ProcessMeter.seconds(of: process), place.databaseSeconds())
    let outcome = try await RequestLoad(place: place, port: port, path: path, connections: connections, seconds: seconds)
      .run(bodies: bodies, token: token)
    let count = outcome.requests * units
    return BenchRow(
      what: path, rate: count / outcome.seconds, ownCPU: (ProcessMeter.seconds(of: process) - own) / count * 1e6,
      databaseCPU: (place.databaseSeconds() - database) / count * 1e6, peak: ProcessMeter.peak(of: process),
      remark: "p50 \(BenchTable.decimal(outcome.median, 1)) ms, p99 \(BenchTable.decimal(outcome.high, 1)) ms")
  }
}
