import HubModel
import HubPostgres
import HubStore
import Testing

@testable import govhub

/// What must always hold. One after the other: several of them measure how long a process takes.
@Suite(.serialized) struct Invariants {}

extension Invariants {
  @Suite("3. A run is all or nothing to its readers, and repeatable") struct AllOrNothing {
    static let aged = ["public-security/population", "market-regulation/legal-representatives", "tax/taxpayers"]
    static let sources = ["person": aged[0], "legal_representation": aged[1], "enterprise": aged[2]]

    @Test("killed at forty random moments and run again, a hub is as one never killed, and no reader sees a half")
    func killedWhileUpdating() async throws {
      try await Deployment.with { hub in
        let deliveries = try Deliveries(hub, of: Self.aged)
        let digests = try await Self.digests(of: deliveries)
        let reader = try await HubReader.start(on: hub, sources: Self.sources)
        try deliveries.place(1, in: hub)
        let length = try await hub.timedIngest(Self.aged)
        var (kills, attempts, delivery) = (0, 0, 0)
        while kills < 40, attempts < 120 {
          attempts += 1
          try deliveries.place(delivery, in: hub)
          if try await hub.killedIngest(Self.aged, within: length) { kills += 1 }
          try await hub.ingestPatiently(Self.aged)
          #expect(try await hub.digest() == digests[delivery], "kill \(attempts)")
          delivery = 1 - delivery
        }
        let seen = try await reader.stop()
        #expect(kills == 40)
        #expect(seen.views > kills)
        #expect(seen.states == ["person": 2, "legal_representation": 2, "enterprise": 2])
        let stopped = try await hub.number("SELECT count(*) FROM control.run WHERE state = 'abandoned'")
        #expect(stopped > 10, "many of the kills hit a run under way")
      }
    }

    /// Of a hub that was never killed, after each delivery.
    private static func digests(of deliveries: Deliveries) async throws -> [String] {
      try await Deployment.with { hub in
        let before = try await hub.digest()
        try deliveries.place(1, in: hub)
        let reports = try await hub.ingest()
        #expect(Set(reports.filter { $0.outcome == .applied }.map(\.dataset)) == Set(aged))
        #expect(reports.filter { $0.outcome == .applied }.allSatisfy { $0.counts.updated > 0 && $0.counts.withdrawn > 0 })
        let after = try await hub.digest()
        #expect(after != before)
        try deliveries.place(0, in: hub)
        try await hub.ingest()
        #expect(try await hub.digest() == before, "what went and came back is as it was")
        return [before, after]
      }
    }

    @Test("killed at ten random moments of the first load and run again, a hub is as one never killed")
    func killedWhileLoading() async throws {
      let whole = try await Deployment.with { try await $0.digest() }
      let length = try await Deployment.with(isLoaded: false) { try await $0.timedIngest(["--all"]) }
      var (kills, attempts) = (0, 0)
      while kills < 10, attempts < 30 {
        attempts += 1
        try await Deployment.with(isLoaded: false) { hub in
          if try await hub.killedIngest(["--all"], within: length) { kills += 1 }
          try await hub.ingestPatiently()
          #expect(try await hub.digest() == whole, "kill \(attempts)")
        }
      }
      #expect(kills == 10)
    }

    @Test("the same files a second time change no row, also where the run is forced")
    func sameAgain() async throws {
      try await Deployment.with { hub in
        let before = try await hub.digest()
        let changes = #"SELECT sum(changed_run)::int8 FROM landing."public_security__population""#
        let runs = try await hub.number(changes)
        let same = try await hub.ingest()
        let forced = try await Ingestion(hub: hub.hub).run(datasets: nil, isForced: true)
        #expect(same.count == forced.count)
        for (same, forced) in zip(same, forced) {
          #expect(same.outcome == .same)
          #expect(forced.outcome == .applied)
          #expect(forced.counts.inserted + forced.counts.updated + forced.counts.withdrawn == 0, "\(forced.dataset)")
          #expect(same.counts == forced.counts, "\(same.dataset)")
        }
        #expect(same.contains { $0.counts.quarantined > 0 })
        #expect(try await hub.digest() == before)
        #expect(try await hub.number(changes) == runs)
      }
    }
  }
}
