import Foundation
import Glibc
import HubCrypto
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import govhub

extension Invariants {
  @Suite("1. No plaintext at rest") struct NoPlaintext {
    @Test("canaries in no file of the cluster, WAL included, and in nothing that a process printed, in any encoding")
    func canaries() async throws {
      let throwaway = try await ThrowawayCluster.start(settings: ["synchronous_commit": "on", "max_wal_size": "4GB"])
      let hub = try await Deployment(uri: throwaway.cluster.uri())
      let canary = try #require(hub.manifest.subject(.personCanary))
      let words = [canary.name, canary.number, Self.spaced(canary.number)] + Self.refused
      try Self.plant(in: hub)
      #expect(try await hub.govhub("migrate").status == 0)
      try await hub.hub.prepare()
      // One run killed while it reads, stages or applies, then the whole.
      let length = try await hub.timedIngest(["market-regulation/enterprise-registry"])
      _ = try await hub.killedIngest(["public-security/population"], within: length)
      try await hub.ingestPatiently()
      let printed = try await Self.use(hub, canary)
      let revealed = try await hub.govhub("quarantine", "list", "--reason", "date-impossible", "--rows", "500")
      #expect(revealed.status == 0)
      try await hub.sql { try await $0.execute("CHECKPOINT; SELECT pg_switch_wal(); CHECKPOINT") }

      var search = PlainSearch(words: words)
      try search.read(folder: throwaway.cluster.home)
      #expect(search.files > 500)
      try search.read(folder: Program.prints.path)
      search.read(Array(printed.utf8), name: "answers and metrics")
      #expect(search.found.isEmpty, "\(search.found)")

      let firm = try #require(hub.manifest.subject(.firmOpen))
      var control = PlainSearch(words: [firm.name])
      try control.read(folder: throwaway.cluster.home)
      #expect(control.found.contains { $0.contains("pg_wal") }, "a public name is found in the WAL: the search sees")
      #expect(control.found.contains { $0.contains("/base/") }, "and in a table")
      try await throwaway.cluster.stop()
    }

    /// Of rows that are refused, whole or in part readable; marker characters that no other field has.
    private static let refused = ["鱻灪龗", "110101198502309017", "齾靐龖巷77号", "110101********8233"]

    /// FH-05: as people write it.
    private static func spaced(_ number: String) -> String {
      "\(number.prefix(6)) \(number.dropFirst(6).prefix(8)) \(number.suffix(4))"
    }

    private static func plant(in hub: Deployment) throws {
      var file = try DepartmentFile("public-security/population", of: hub)
      for number in [refused[1], refused[3]] {
        let row = "\(number),\(refused[0]),女,1985-06-15,汉族,北京市东城区\(refused[2]),正常,,2024-01-01 00:00:00"
        file.append(try #require(PlainSearch.encoded(row, "GB18030")))
      }
      try file.save(in: hub)
    }

    /// Every kind of answer about the canaries; returns what the gateway told that is not an answer to the one who knows the name.
    private static func use(_ hub: Deployment, _ canary: SampleSubject) async throws -> String {
      try await TestGateway.with(hub) { gateway in
        #expect(try await gateway.ask(canary).result == "match")
        var told = try await gateway.ask(canary, name: refused[0]).text
        for number in refused + [spaced(canary.number)] {
          var asked = canary
          asked.number = number
          told += try await gateway.ask(asked).text
        }
        let statistics = TestGateway.person(canary, purpose: "statistics")
        told += try await gateway.post("/v1/verifications/person", as: "hall-rpa-01", statistics).text
        told += try await gateway.post("/v1/verifications/person", as: "hall-rpa-01", "{\"person\": \"\(canary.number)\"").text
        told += try await gateway.post("/v1/verifications/person?number=\(canary.number)", as: "hall-rpa-01", statistics).text
        told += try await gateway.send("/v1/verifications/person", body: statistics, token: canary.number).text
        for path in ["/metrics", "/healthz", "/readyz", "/openapi.json"] { told += try await gateway.get(path).text }
        return told
      }
    }
  }
}
