import Foundation
import Glibc
import Testing

@testable import govhub

extension Invariants {
  @Suite("Attack 32: kill -9 between decision and answer") struct AuditKills {
    /// `make bench-long` asks for a thousand.
    static let kills = ProcessInfo.processInfo.environment["HUB_KILLS"].flatMap { Int($0) } ?? 50

    /// What was asked, and the request ids of what was answered.
    private struct Tally: Sendable {
      var asked = 0
      var answered: [String] = []
    }

    @Test(
      "no answer left without its entry and its head, none is on record twice, and none that nobody asked",
      .timeLimit(.minutes(kills > 50 ? 300 : 20)))
    func killed() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        let heads = hub.file("heads.jsonl")
        let settings = try hub.settings(heads: heads)
        var tally = Tally()
        for _ in 0..<Self.kills {
          let gateway = try await TestGateway.start(hub, ["--config", settings])
          let round = try await Self.askUntilKilled(gateway, person)
          tally.asked += round.asked
          tally.answered += round.answered
        }
        let recorded = try await Self.recorded(hub)
        #expect(tally.answered.count >= Self.kills / 2, "questions were answered before the kills")
        #expect(Set(recorded).count == recorded.count)
        #expect(Set(recorded).isSuperset(of: tally.answered))
        #expect(recorded.filter(Set(tally.answered).contains).count == tally.answered.count, "as many entries as answers")
        #expect(recorded.count <= tally.asked)
        let verified = try await hub.verifiedAudit("--expect-head", heads)
        #expect(verified.status == 0, "\(verified.faults)")
        let headless = try await hub.number("SELECT count(*) FROM audit.batch") - Self.lines(heads)
        #expect((0...Int64(Self.kills)).contains(headless), "a kill leaves at most one batch without its head")
      }
    }

    /// Four ask without end; a random moment later the gateway is killed.
    private static func askUntilKilled(_ gateway: TestGateway, _ person: SampleSubject) async throws -> Tally {
      try await withThrowingTaskGroup(of: Tally.self) { group in
        for _ in 0..<4 {
          group.addTask {
            var tally = Tally()
            repeat { tally.asked += 1 } while await Self.ask(gateway, person, &tally)
            return tally
          }
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 20...200)))
        gateway.program.send(SIGKILL)
        _ = await gateway.program.outcome()
        var all = Tally()
        for try await tally in group {
          all.asked += tally.asked
          all.answered += tally.answered
        }
        return all
      }
    }

    /// False once nobody answers.
    private static func ask(_ gateway: TestGateway, _ person: SampleSubject, _ tally: inout Tally) async -> Bool {
      guard let answer = try? await gateway.ask(person), answer.status > 0 else { return false }
      if answer.status == 200, let id = answer.body["requestId"] as? String { tally.answered.append(id) }
      return true
    }

    private static func recorded(_ hub: Deployment) async throws -> [String] {
      try await hub.sql { connection in
        let rows = try await connection.query(
          "SELECT split_part(entry, E'\\n', 1)::jsonb ->> 'requestId' FROM audit.entry", [], prepare: false)
        return (0..<rows.count).compactMap { rows.text($0, 0) }
      }
    }

    private static func lines(_ path: String) throws -> Int64 {
      Int64(Set(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")).count)
    }
  }
}
