import Foundation
import HubCrypto
import HubModel
import HubPostgres
import Synchronization
import Testing

@testable import govhub

@Suite("Attack 35: rotation under load") struct KeyRotationTests {
  /// Asks all the sample's questions again and again, and remembers every wrong answer.
  private final class Load: Sendable {
    let wrong = Mutex<[String]>([])
    let rounds = Atomic(0)
    private let isDone = Atomic(false)

    func run(_ gateway: TestGateway, _ hub: Deployment) async throws {
      while !isDone.load(ordering: .relaxed) {
        for question in DemoQuestion.all(hub.manifest) {
          let answer = try await gateway.post(question.path, as: question.client, question.body)
          // The same wrong names again and again use their quota up.
          if answer.status == 429 || question.expected.isMet(status: answer.status, body: answer.body) { continue }
          wrong.withLock { $0.append("\(question.title): \(answer.text)") }
        }
        rounds.wrappingAdd(1, ordering: .relaxed)
      }
    }

    /// Waits until all questions were asked once more from now on.
    func another() async throws {
      let before = rounds.load(ordering: .relaxed)
      while rounds.load(ordering: .relaxed) < before + 2 { try await Task.sleep(for: .milliseconds(20)) }
    }

    func stop() { isDone.store(true, ordering: .relaxed) }
  }

  /// Cells of landing and quarantine whose own bytes name another version than 2.
  private static func old(_ hub: Deployment) async throws -> Int64 {
    var count = try await hub.number("SELECT count(*) FROM control.quarantine WHERE get_byte(raw_ct, 2) <> 2")
    let columns = try await hub.sql { connection in
      let rows = try await connection.query(
        """
        SELECT format('%I.%I', table_schema, table_name), quote_ident(column_name) FROM information_schema.columns
        WHERE table_schema = 'landing' AND column_name LIKE '%\\_ct'
        """, [], prepare: false)
      return (0..<rows.count).map { (rows.text($0, 0) ?? "", rows.text($0, 1) ?? "") }
    }
    for (table, column) in columns {
      count += try await hub.number("SELECT count(*) FROM \(table) WHERE get_byte(\(column), 2) <> 2")
    }
    return count
  }

  @Test("answers are right all the time, killed or not; afterwards no cell stands under the old key", .timeLimit(.minutes(10)))
  func underLoad() async throws {
    try await Deployment.with { hub in
      let digest = try await hub.digest()
      try await TestGateway.with(hub) { gateway in
        let load = Load()
        async let asked: Void = load.run(gateway, hub)
        try await load.another()
        #expect(try await hub.govhub("keys", "rotate", "--continue").status == 1, "nothing to switch to yet")
        let added = try await hub.govhub("keys", "rotate")
        #expect(added.status == 0, "\(added.errors)")
        #expect(try await hub.govhub("keys", "rotate").status == 1, "one at a time")
        let killed = try Program.start(hub.arguments(["keys", "rotate", "--continue"]))
        try await Task.sleep(for: .milliseconds(Int.random(in: 50...1500)))
        killed.send(SIGKILL)
        _ = await killed.outcome()
        try await load.another()
        let continued = try await Self.patiently { try await hub.govhub("keys", "rotate", "--continue") }
        #expect(continued.status == 0, "\(continued.errors)")
        try await hub.ingest()
        try await load.another()
        load.stop()
        try await asked
        #expect(load.wrong.withLock { $0 } == [])
      }
      #expect(try await Self.old(hub) == 0)
      #expect(try await hub.digest() == digest)
      let acts = "SELECT count(*) FROM audit.entry WHERE entry LIKE '%sealing-key-%'"
      #expect(try await hub.number(acts) == 2, "the key's making and the switch are on record")
      #expect(try await hub.govhub("audit", "verify").status == 0)
    }
  }

  /// The killed process's session may hold the lock a moment longer.
  private static func patiently(_ body: () async throws -> Program.Outcome) async throws -> Program.Outcome {
    for _ in 0..<100 {
      let outcome = try await body()
      if !outcome.errors.contains("[rotation-busy]") { return outcome }
      try await Task.sleep(for: .milliseconds(50))
    }
    return try await body()
  }

  @Test("--plan tells how many rows are to be rewritten, and changes nothing")
  func plan() async throws {
    try await Deployment.with { hub in
      let before = try Data(contentsOf: URL(fileURLWithPath: hub.folder.keys))
      let planned = try await hub.govhub("keys", "rotate", "--plan")
      #expect(planned.status == 0, "\(planned.errors)")
      #expect(planned.output.contains("landing public-security/population"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: hub.folder.keys)) == before)
      #expect(try await hub.number("SELECT count(*) FROM control.key_version") == 1)
    }
  }
}
