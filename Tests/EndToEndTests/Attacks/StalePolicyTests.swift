import Foundation
import HubPostgres
import Synchronization
import Testing

@testable import govhub

/// Attack 21, where requests flow: what is taken away is gone within the bound, and what cannot be read changes nothing.
@Suite("Rights that are taken away while requests flow", .timeLimit(.minutes(10))) struct StalePolicyTests {
  private static let told = "nullif(split_part(e.entry, E'\\n', 1), '')::jsonb"
  private static let kept = "nullif(split_part(e.entry, E'\\n', 2), '')::jsonb"

  /// Asks without a pause until told to stop.
  private final class Flow: Sendable {
    private let isDone = Atomic(false)
    func stop() { isDone.store(true, ordering: .relaxed) }

    /// What each answer said, in order.
    func run(_ gateway: TestGateway, _ body: String) async throws -> [String] {
      let token = try gateway.token("hall-rpa-01")
      var all: [String] = []
      while !isDone.load(ordering: .relaxed) {
        let answer = try await gateway.send("/v1/verifications/person", body: body, token: token)
        all.append(answer.result ?? answer.code ?? "")
      }
      return all
    }
  }

  @Test("attack 21: of a client that is suspended nothing is allowed later than two seconds after, by the database's clock")
  func suspended() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      let body = TestGateway.person(person)
      try await TestGateway.with(hub) { first in
        try await TestGateway.with(hub) { second in
          let flow = Flow()
          let series = try await withThrowingTaskGroup(of: [String].self) { group in
            for gateway in [first, second, first, second] { group.addTask { try await flow.run(gateway, body) } }
            try await Task.sleep(for: .seconds(1))
            #expect(try await hub.govhub("client", "suspend", "hall-rpa-01", "--reason", "test").status == 0)
            try await Task.sleep(for: .seconds(4))
            flow.stop()
            return try await group.reduce(into: [[String]]()) { $0.append($1) }
          }
          for told in series {
            let right = told.prefix { $0 == "match" }
            #expect(!right.isEmpty && right.count < told.count)
            let isRefused = told.dropFirst(right.count).allSatisfy { $0 == "client-revoked" || $0 == "client-suspended" }
            #expect(isRefused, "once refused, never allowed again")
          }
        }
      }
      try await Self.expectNoneAllowedLate(hub)
    }
  }

  private static func expectNoneAllowedLate(_ hub: Deployment) async throws {
    let taken = "(SELECT extract(epoch FROM revoked_at) * 1000000 FROM control.revocation WHERE target = 'hall-rpa-01')"
    func count(_ decision: String, _ when: String) async throws -> Int64 {
      try await hub.number(
        "SELECT count(*) FROM audit.entry e WHERE \(kept) ->> 'decision' = '\(decision)' AND (\(told) ->> 'at')::numeric \(when)")
    }
    #expect(try await count("allow", "> \(taken) + 2000000") == 0)
    #expect(try await count("allow", "<= \(taken)") > 10, "requests flowed before")
    #expect(try await count("deny", "> \(taken) + 2000000") > 10, "and after")
  }

  @Test("attack 21: two sets published one right after the other: the second is in force, with both edits, on every gateway")
  func twoEdits() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      try await TestGateway.with(hub) { gateway in
        for round in 1...5 {
          var last: Int64 = 0
          for file in ["roles/hall-acceptance.yaml", "purposes.yaml"] {
            let path = "\(hub.folder.policies)/\(file)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try (text + "# 改动\(round)\n").write(toFile: path, atomically: true, encoding: .utf8)
            last = try await hub.hub.publishPolicy().sequence
          }
          var version = ""
          for _ in 0..<100 where version != "p\(last)" {
            try await Task.sleep(for: .milliseconds(100))
            version = try await gateway.ask(person).body["policyVersion"] as? String ?? ""
          }
          #expect(version == "p\(last)")
        }
        let both = "SELECT count(*) FROM control.policy_set WHERE sequence = 11 AND files LIKE '%改动5%改动5%'"
        #expect(try await hub.number(both) == 1)
      }
    }
  }

  @Test("attack 21: half a published set is not taken: the last good one answers, one line says so, the next good one is taken")
  func halfASet() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      try await TestGateway.with(hub) { gateway in
        func version() async throws -> String? {
          let answer = try await gateway.ask(person)
          #expect(answer.result == "match")
          return answer.body["policyVersion"] as? String
        }
        #expect(try await version() == "p1")
        let halves = ["left(files, length(files) / 2)", "''", "replace(files, 'purposes', 'pvrposes')"]
        for half in halves {
          let live = "FROM control.policy_set WHERE sequence = 1"
          try await hub.sql {
            try await $0.execute("INSERT INTO control.policy_set (digest, files, published_by) SELECT digest, \(half), 'x' \(live)")
          }
          try await Task.sleep(for: .seconds(2))
          #expect(try await version() == "p1", "\(half)")
        }
        let alarms = gateway.program.errors.split(separator: "\n").filter { $0.contains("policy set not taken") }
        #expect(alarms.count == halves.count, "\(alarms)")
        let path = "\(hub.folder.policies)/purposes.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try (text + "# 改动\n").write(toFile: path, atomically: true, encoding: .utf8)
        let sequence = try await hub.hub.publishPolicy().sequence
        try await Task.sleep(for: .seconds(2))
        #expect(try await version() == "p\(sequence)")
      }
    }
  }
}
