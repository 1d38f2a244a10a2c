import Foundation
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import govhub

extension Invariants {
  @Suite("9. Sets are atomic and versioned; a revoked client is refused everywhere within two seconds") struct Sets {
    @Test("a suspended client is refused on two gateways two seconds later, and let in again when resumed")
    func suspended() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        try await TestGateway.with(hub) { first in
          try await TestGateway.with(hub) { second in
            for gateway in [first, second] { #expect(try await gateway.ask(person).result == "match") }
            #expect(try await hub.govhub("client", "suspend", "hall-rpa-01", "--reason", "test").status == 0)
            try await Task.sleep(for: .seconds(2))
            for gateway in [first, second] {
              let answer = try await gateway.ask(person)
              #expect(answer.status == 403)
              #expect(answer.code == "client-revoked" || answer.code == "client-suspended", "\(answer.text)")
            }
            #expect(try await hub.govhub("client", "resume", "hall-rpa-01").status == 0)
            try await Task.sleep(for: .seconds(2))
            for gateway in [first, second] { #expect(try await gateway.ask(person).result == "match") }
          }
        }
      }
    }

    @Test("a policy set with a fault or a failing test is not published, and the one in force stays; a good one is taken whole")
    func badSet() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        let path = "\(hub.folder.policies)/roles/hall-acceptance.yaml"
        let good = try String(contentsOfFile: path, encoding: .utf8)
        try await TestGateway.with(hub) { gateway in
          func publish(_ text: String) async throws -> Int32 {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return try await hub.govhub("policy", "publish").status
          }
          func version() async throws -> String? { try await gateway.ask(person).body["policyVersion"] as? String }
          #expect(try await version() == "p1")
          #expect(try await publish(good.replacingOccurrences(of: "[number, name]", with: "[number, nickname]")) == 1)
          let untested = good.replacingOccurrences(of: "purposes: [permit-acceptance]", with: "purposes: [statistics]")
          #expect(try await publish(untested) == 1)
          #expect(try await hub.number("SELECT count(*) FROM control.policy_set") == 1)
          #expect(try await version() == "p1")
          #expect(try await publish(good + "\n") == 0)
          try await Task.sleep(for: .seconds(2))
          #expect(try await version() == "p2")
          #expect(try await publish(good) == 0, "and back: the older text is a newer set")
          try await Task.sleep(for: .seconds(2))
          #expect(try await version() == "p3")
          let versions = "SELECT count(DISTINCT split_part(entry, E'\\n', 1)::jsonb ->> 'policyVersion') FROM audit.entry"
          #expect(try await hub.number(versions) == 3, "every entry names its set")
        }
      }
    }

    @Test("every stored row names the mapping, normalisation and key version that made it")
    func rowsNameTheirVersions() async throws {
      try await Deployment.with { hub in
        for dataset in hub.manifest.datasets {
          let table = dataset.name.replacingOccurrences(of: "/", with: "__").replacingOccurrences(of: "-", with: "_")
          let others = try await hub.number(
            "SELECT count(*) FROM landing.\"\(table)\" WHERE mapping_version <> 1 OR normalisation_version < 1 OR key_version < 1")
          #expect(others == 0)
        }
      }
    }

    @Test("a gateway whose database stops answers 503 after two seconds, and answers again when it is back")
    func databaseStops() async throws {
      let cluster = try await ThrowawayCluster.start().cluster
      let hub = try await Deployment(uri: cluster.uri())
      try await hub.hub.prepare()
      try await hub.ingest()
      let person = try #require(hub.manifest.subject(.personPlain))
      try await TestGateway.with(hub) { gateway in
        #expect(try await gateway.ask(person).result == "match")
        try await cluster.stop()
        try await Task.sleep(for: .seconds(2))
        let answer = try await gateway.ask(person)
        #expect(answer.status == 503)
        #expect(answer.body["retryable"] as? Bool == true)
        #expect(try await gateway.get("/readyz").status == 503)
        try await cluster.start()
        var status = 503
        for _ in 0..<100 where status != 200 {
          try await Task.sleep(for: .milliseconds(100))
          status = try await gateway.ask(person).status
        }
        #expect(status == 200)
        let told = gateway.program.errors.split(separator: "\n").filter { $0.contains("database is away") }
        #expect(told.count == 1, "\(told)")
      }
      try await cluster.stop()
    }
  }
}
