import HubModel
import HubStore
import Testing

@testable import govhub

extension Invariants {
  @Suite("4. Nothing disappears silently") struct NothingDisappears {
    @Test("the balance of every dataset's first load is what was planted, to the row")
    func balance() async throws {
      let reports = try await Deployment.firstLoad
      try await Deployment.with { hub in
        #expect(Set(reports.map(\.dataset)) == Set(hub.manifest.datasets.map(\.name)))
        for report in reports {
          let planted = try #require(hub.manifest.dataset(report.dataset))
          #expect(report.outcome == .applied)
          #expect(report.counts.read == Int64(planted.rows), "\(report.dataset)")
          #expect(report.counts.inserted == Int64(planted.loaded), "\(report.dataset)")
          #expect(report.counts.duplicates == Int64(planted.duplicates), "\(report.dataset)")
          let refusedRows = planted.quarantined.values.reduce(0, +)
          #expect(report.counts.quarantined == Int64(refusedRows), "\(report.dataset)")
          #expect(report.counts.isBalanced)
          let refused = try await Self.refused(hub, report.dataset)
          #expect(refused == planted.quarantined, "\(report.dataset)")
        }
        let unbalanced = "SELECT count(*) FROM control.run WHERE read <> inserted + updated + unchanged + quarantined + duplicates"
        #expect(try await hub.number(unbalanced) == 0, "the stored balance")
      }
    }

    private static func refused(_ hub: Deployment, _ dataset: String) async throws -> [String: Int] {
      let rows = try await hub.hub.withDatabase(.ingest) { try await QuarantineList.summary(on: $0) }
      return Dictionary(uniqueKeysWithValues: rows.filter { $0.dataset == dataset }.map { ($0.reason, Int($0.rows)) })
    }

    struct Delivery: Sendable, CustomTestStringConvertible {
      var testDescription: String
      var words: String
      var change: @Sendable (inout DepartmentFile) -> Void
    }

    static let deliveries: [Delivery] = [
      Delivery(testDescription: "half of the rows gone", words: "withdraw_at_most") { $0.keepFirst(1_000) },
      Delivery(testDescription: "every tenth number masked", words: "refuse_at_most") { file in
        file.edit { place, line in place % 10 == 0 ? Array("110101********9013".utf8) + line.drop { $0 != 0x2C } : line }
      },
      Delivery(testDescription: "fewer rows than the mapping demands", words: "at_least_rows") { $0.keepFirst(5) },
      Delivery(testDescription: "a header and nothing else", words: "empty") { $0.keepFirst(0) },
    ]

    @Test("a delivery past a gate changes nothing, and the run says why", arguments: deliveries)
    func gates(_ delivery: Delivery) async throws {
      try await Deployment.with { hub in
        let before = try await hub.digest()
        var file = try DepartmentFile("public-security/population", of: hub)
        delivery.change(&file)
        try file.save(in: hub)
        let outcome = try await hub.govhub("ingest", "public-security/population")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains(delivery.words), "\(outcome.output)")
        #expect(try await hub.digest() == before)
        let runs = try await hub.hub.withDatabase(.ingest) { try await RunHistory.recent(1, dataset: nil, on: $0) }
        #expect(runs.first?.state == "refused")
        #expect(runs.first?.reason?.contains(delivery.words) == true)
        #expect(try await hub.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'") == 0)
      }
    }

    @Test("a person whose row is gone no longer matches, and matches again once it is back")
    func withdrawnAndBack() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        try await TestGateway.with(hub) { gateway in
          #expect(try await gateway.ask(person).result == "match")
          var file = try DepartmentFile("public-security/population", of: hub)
          let whole = file
          #expect(file.take(person.number).count == 1)
          try file.save(in: hub)
          let gone = try await hub.ingest("public-security/population")
          #expect(gone.first?.counts.withdrawn == 1)
          #expect(try await gateway.ask(person).result == "notFound")
          try whole.save(in: hub)
          let back = try await hub.ingest("public-security/population")
          #expect(back.first?.counts.withdrawn == 0)
          #expect(back.first?.counts.updated == 1)
          #expect(try await gateway.ask(person).result == "match")
        }
      }
    }
  }
}
