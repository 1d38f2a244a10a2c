import HubCrypto
import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

@Suite("A subject is erased on request") struct ErasureTests {
  private static let population = "public-security/population"
  private static let changes = "public-security/number-changes"
  private static let landing = #"landing."public_security__population""#

  private static func subject(_ number: String, _ hub: SmallHub) throws -> Subject {
    try hub.keys.subjectKey(entity: "person").subject(kind: .residentID, number: number)
  }

  private static func erasing<R: Sendable>(
    _ hub: SmallHub, _ body: @Sendable (Erasure) async throws -> R
  ) async throws -> R {
    try await hub.sql { connection in
      try await body(Erasure(connection: connection, schema: hub.schema, keys: hub.keys, entity: "person"))
    }
  }

  private static func erase(_ number: String, _ hub: SmallHub) async throws -> [String: Int64] {
    let asked = try subject(number, hub)
    let report = try await erasing(hub) { try await $0.erase(asked, reason: "test", by: "steward") { _ in } }
    return Dictionary(report.counts.map { ($0.table, $0.rows) }, uniquingKeysWith: +)
  }

  @Test("asked for by an old number, all rows of the person go, whatever number they stand under, and nobody else's")
  func allRows() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.population, AliasTests.persons)
      try await hub.deliver(Self.changes, AliasTests.changes)
      let counts = try await Self.erase(AliasTests.numbers[0], hub)
      #expect(counts[Self.landing] == 1)
      #expect(counts[#"landing."public_security__number_changes""#] == 2)
      #expect(counts[#"hub."person""#] == 1)
      #expect(counts["hub.alias"] == 2)
      #expect(try await hub.text("SELECT count(*) FROM hub.person") == "1")
      for number in AliasTests.numbers {
        let found = "SELECT count(*) FROM hub.alias WHERE fingerprint = $1 OR subject = $1"
        #expect(try await hub.text(found, [try hub.subject("person", number, .residentID)]) == "0")
      }
    }
  }

  @Test("rows of a dataset that the mappings gave up go too")
  func givenUp() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.population, AliasTests.persons)
      try await hub.sql { connection in
        try await connection.execute(
          """
          CREATE TABLE landing.old__persons (LIKE landing.public_security__population INCLUDING ALL);
          INSERT INTO landing.old__persons TABLE landing.public_security__population;
          INSERT INTO control.dataset (id, name, entity) VALUES (999, 'old/persons', 'person')
          """)
      }
      #expect(try await Self.erase(AliasTests.numbers[2], hub)[#"landing."old__persons""#] == 1)
      #expect(try await hub.text("SELECT count(*) FROM landing.old__persons") == "1")
    }
  }

  @Test("what the source brings again is refused and counted without its text, until lifted, and is never falsely unknown")
  func staysOut() async throws {
    try await SmallHub.with { hub in
      let number = AliasTests.numbers[2]
      try await hub.deliver(Self.population, AliasTests.persons)
      _ = try await Self.erase(number, hub)
      let waiting = "SELECT count(*) FROM control.quarantine WHERE subject = $1 AND closed_run IS NULL AND reason = 'erased'"
      let asked = [try hub.subject("person", number, .residentID)]
      #expect(try await hub.text(waiting, asked) == "1", "at once, before any read")
      for _ in 0..<2 {
        let report = try await hub.deliver(Self.population, AliasTests.persons)
        #expect(report.counts.read == 2)
        #expect(report.counts.quarantined == 1)
        #expect(report.counts.isBalanced)
        #expect(try await hub.text(waiting, asked) == "1")
        #expect(try await hub.text("SELECT count(*) FROM \(Self.landing)") == "1")
      }
      #expect(try await hub.text("SELECT max(length(raw_ct)) FROM control.quarantine") == "\(Cell.overhead)", "sealed nothing")
      let subject = try Self.subject(number, hub)
      #expect(try await Self.erasing(hub) { try await $0.lift(subject) })
      #expect(try await !Self.erasing(hub) { try await $0.lift(subject) })
      let report = try await hub.deliver(Self.population, AliasTests.persons)
      #expect(report.counts.inserted == 1)
      #expect(try await hub.text(waiting, asked) == "0")
    }
  }

  @Test("a row of an erased person that a mapping refuses leaves no text either")
  func refusedRow() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.population, AliasTests.persons)
      _ = try await Self.erase(AliasTests.numbers[2], hub)
      var bad = AliasTests.persons
      bad[0]["人员状态"] = "不明之词"
      try await hub.deliver(Self.population, bad)
      #expect(try await hub.text("SELECT max(length(raw_ct)) FROM control.quarantine") == "\(Cell.overhead)")
    }
  }

  @Test("where the record cannot be written nothing is erased")
  func recordFirst() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.population, AliasTests.persons)
      let asked = try Self.subject(AliasTests.numbers[2], hub)
      await #expect(throws: HubError.self) {
        try await Self.erasing(hub) { erasure in
          try await erasure.erase(asked, reason: "test", by: "steward") { _ in throw HubError("audit-away", "Away.") }
        }
      }
      #expect(try await hub.text("SELECT count(*) FROM \(Self.landing)") == "2")
      #expect(try await hub.text("SELECT count(*) FROM control.erased") == "0")
    }
  }
}
