import HubCrypto
import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

@Suite("Attack 35: cells are rewritten under load") struct CellRewriteTests {
  private static let population = "public-security/population"
  private static let landing = #"landing."public_security__population""#
  private static let bad = ["公民身份号码": "110101198502309017", "姓名": "样本", "人员状态": "正常"]

  private static func persons(_ count: Int, street: String = "样例路") -> [[String: String]] {
    (0..<count).map { place in
      ["公民身份号码": SampleNumbers.person(place), "姓名": "样本", "住址": "\(street)\(place)号", "人员状态": "正常"]
    }
  }

  /// The hub with a second sealing key that is in force.
  private static func switched(_ hub: SmallHub) async throws -> SmallHub {
    var next = hub
    let version = try KeyRing.addSealingKey(at: hub.keyFile)
    next.keys = try KeyRing.load(from: hub.keyFile)
    let keys = next.keys
    try await hub.sql { connection in
      try await KeyVersions.announce(version, of: keys, on: connection)
      #expect(try await KeyVersions.inForce(keys, on: connection).sealingVersion == 1, "announced is not in force")
      try await KeyVersions.switchSealing(to: version, on: connection)
    }
    return next
  }

  private static func rewrite(_ hub: SmallHub) async throws {
    try await hub.sql { connection in
      let keys = try await KeyVersions.inForce(hub.keys, on: connection)
      try await CellRewrite(connection: connection, keys: keys).run()
    }
  }

  /// Cells by the version in their own bytes, quarantine included.
  private static func versions(_ hub: SmallHub) async throws -> String? {
    try await hub.text(
      """
      SELECT string_agg(DISTINCT get_byte(c, 2)::text, ',' ORDER BY get_byte(c, 2)::text) FROM (
      SELECT unnest(ARRAY[name_ct, address_ct, number_ct]) AS c FROM \(landing)
      UNION ALL SELECT raw_ct FROM control.quarantine) AS x
      WHERE c IS NOT NULL
      """)
  }

  @Test("everything opens before, between and after; afterwards no cell stands under the old key, and the digest is the same")
  func whole() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.population, Self.persons(2_500) + [Self.bad])
      let before = try await hub.digest()
      let next = try await Self.switched(hub)
      let moved = Self.persons(2_400) + Self.persons(2_500, street: "示例街").suffix(100)
      try await next.deliver(Self.population, moved + [Self.bad])
      #expect(try await Self.versions(next) == "1,2")
      try await next.deliver(Self.population, Self.persons(2_500) + [Self.bad])
      #expect(try await next.digest() == before)
      try await Self.rewrite(next)
      #expect(try await Self.versions(next) == "2")
      #expect(try await next.digest() == before)
      #expect(try await next.text("SELECT count(*) FROM \(Self.landing) WHERE key_version <> 2") == "0")
      let finished = "SELECT bool_and(finished_at IS NOT NULL) FROM control.key_version WHERE kind = 'sealing'"
      #expect(try await next.text(finished) == "true")
      let again = try await next.deliver(Self.population, Self.persons(2_500) + [Self.bad])
      #expect(again.counts.updated == 0, "the rewriting is no change of the data")
    }
  }

  @Test("stopped in the middle it goes on from where it was")
  func resumed() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.population, Self.persons(3_500))
      let next = try await Self.switched(hub)
      let stopped = Task {
        try await next.sql { connection in
          let keys = try await KeyVersions.inForce(next.keys, on: connection)
          try await CellRewrite(connection: connection, keys: keys).run { _, rows in
            if rows >= 1_000 { withUnsafeCurrentTask { $0?.cancel() } }
          }
        }
      }
      await #expect(throws: (any Error).self) { try await stopped.value }
      let left = try await next.text("SELECT count(*) FROM \(Self.landing) WHERE key_version = 1")
      #expect(left != "0" && left != "3500", "\(left ?? "")")
      try await Self.rewrite(next)
      #expect(try await Self.versions(next) == "2")
      #expect(try await next.text("SELECT sum(rewritten) FROM control.key_rewrite") == "3500", "no row twice")
    }
  }

  @Test("a run that was opened under the old key cannot write after the switch, and a ring without the new key cannot at all")
  func oldRing() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.population, Self.persons(10))
      _ = try await Self.switched(hub)
      let error = await #expect(throws: HubError.self) { try await hub.deliver(Self.population, Self.persons(11)) }
      #expect(error?.code == "key-version-not-held")
      try await hub.sql { connection in
        let late = await #expect(throws: HubError.self) {
          try await RunStore.open(
            dataset: Self.population, schema: hub.schema,
            provenance: RunProvenance(mappingDigest: [1], normalisationVersion: 1, keyVersion: 1), on: connection)
        }
        #expect(late?.code == "sealing-key-changed")
      }
    }
  }
}
