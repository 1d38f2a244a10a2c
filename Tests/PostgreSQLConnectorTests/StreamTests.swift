import HubConnectorKit
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import PostgreSQLConnector

@Suite("Reading the log of changes", .timeLimit(.minutes(5)))
struct StreamTests {
  private static let big = String(repeating: "b", count: 5_000)

  @Test("The snapshot, then inserts, updates, deletes and changes of the key in their order, in the same text")
  func changes() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream()
      let first = try await connector.reading()
      #expect(first.rows.count == 20 && first.rows[0] == ["k1", "样本1", Self.big, "true", "ab"])
      try await source.run(
        """
        INSERT INTO t VALUES ('n1', '新', NULL, false, 'x'), ('n2', '', NULL, NULL, NULL);
        UPDATE t SET name = 'once' WHERE id = 'k1';
        UPDATE t SET name = 'twice' WHERE id = 'k1';
        UPDATE t SET id = 'K2' WHERE id = 'k2';
        DELETE FROM t WHERE id = 'k3';
        INSERT INTO other VALUES ('x');
        """)
      let second = try await connector.reading(from: try #require(first.summary?.checkpoint))
      #expect(
        second.rows == [
          ["n1", "新", nil, "false", "x"], ["n2", "", nil, nil, nil], ["k1", "twice", Self.big, "true", "ab"],
          ["K2", "样本2", Self.big, "true", "ab"],
        ])
      #expect(second.removed == ["k2", "k3"] && second.lines == Array(1...6))
      let third = try await connector.reading(from: try #require(second.summary?.checkpoint))
      #expect(third.batches.isEmpty)
    }
  }

  @Test("Nothing written while the snapshot is read is lost or hidden by it")
  func handOver() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream(columns: ["id", "name"])
      var reading = Reading()
      let summary = try await connector.read(batchRows: 5) { batch in
        reading.take(batch)
        let number = reading.batches.count
        try await source.run("INSERT INTO t VALUES ('during\(number)'); UPDATE t SET name = 'new' WHERE id = 'k\(number)'")
      }
      #expect(reading.rows.count == 20 && reading.rows.allSatisfy { $0[1] != "new" })
      let second = try await connector.reading(from: try #require(summary.checkpoint))
      let expected: Set<String?> = ["during1", "during2", "during3", "during4", "k1", "k2", "k3", "k4"]
      #expect(Set(second.keys) == expected)
    }
  }

  @Test("A large value that did not change is looked up; a row that went meanwhile comes as its removal")
  func unchangedValues() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream()
      let first = try await connector.reading()
      try await source.run("UPDATE t SET name = 'a'; DELETE FROM t WHERE id = 'k5'")
      let second = try await connector.reading(from: try #require(first.summary?.checkpoint))
      #expect(second.rows.count == 19 && second.rows.allSatisfy { $0[1] == "a" && $0[2] == Self.big })
      #expect(second.removed == ["k5"])
      // With all old values sent there is nothing to look up.
      try await source.run("ALTER TABLE t REPLICA IDENTITY FULL; UPDATE t SET name = 'b' WHERE id = 'k1'")
      let third = try await connector.reading(from: try #require(second.summary?.checkpoint))
      #expect(third.rows == [["k1", "b", Self.big, "true", "ab"]])
    }
  }

  @Test("An older checkpoint brings the same again; the slot moves only when a newer one is used")
  func restart() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream(columns: ["id", "name"])
      let first = try await connector.reading()
      let start = try #require(first.summary?.checkpoint)
      try await source.run("UPDATE t SET name = 'x'; DELETE FROM t WHERE id LIKE 'k1%'")
      let before = try await source.confirmed()
      let all = try await connector.reading(from: start, batchRows: 3)
      #expect(all.rows.count == 9 && all.removed.count == 11 && all.batches == [3, 3, 3, 3, 3, 3, 2])
      #expect(try await source.confirmed() == before)
      #expect(try await connector.reading(from: start, batchRows: 3).rows == all.rows)
      for (index, checkpoint) in all.checkpoints.enumerated() {
        let rest = try await connector.reading(from: try #require(checkpoint), batchRows: 20)
        #expect(rest.lines.count == 20 - min(20, 3 * (index + 1)))
        #expect(rest.rows == Array(all.rows.suffix(rest.rows.count)))
        #expect(rest.summary?.checkpoint == all.summary?.checkpoint)
      }
      try await source.run("INSERT INTO t VALUES ('after')")
      let next = try await connector.reading(from: try #require(all.summary?.checkpoint))
      #expect(next.keys == ["after"])
      let moved = try await source.confirmed()
      #expect(moved != before)
      let passed = await #expect(throws: HubError.self) { try await connector.reading(from: start) }
      #expect(passed?.code == "slot-lost" && passed?.persistence == .terminal)
    }
  }

  @Test("A slot that is gone asks for a full read, which makes it anew")
  func lostSlot() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream(columns: ["id"])
      let first = try await connector.reading()
      try await source.owner.query("SELECT pg_drop_replication_slot($1)", [.text(source.name)])
      let error = await #expect(throws: HubError.self) {
        try await connector.reading(from: try #require(first.summary?.checkpoint))
      }
      #expect(error?.code == "slot-lost" && error?.persistence == .terminal)
      let again = try await connector.reading()
      try await source.run("DELETE FROM t WHERE id = 'k9'")
      let changes = try await connector.reading(from: try #require(again.summary?.checkpoint))
      #expect(changes.removed == ["k9"] && changes.rows.isEmpty)
    }
  }

  @Test("A position that the server's log has not reached, or of another server, asks for a full read")
  func otherLog() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream(columns: ["id"])
      let first = try await connector.reading()
      let position = try StreamPosition(try #require(first.summary?.checkpoint))
      #expect(position.system != nil)
      var ahead = position
      ahead.from = WALPosition(rawValue: position.from.rawValue + 1 << 40)
      var other = position
      other.system = "1"
      for wrong in [ahead, other] {
        let error = await #expect(throws: HubError.self) { try await connector.reading(from: wrong.checkpoint) }
        #expect(error?.code == "slot-lost")
      }
      var old = position
      old.system = nil
      let again = try await connector.reading(from: old.checkpoint)
      #expect(again.batches.isEmpty)
    }
  }

  @Test("Where the log tells the whole old row, its removal has all of it")
  func fullRemoval() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed + "ALTER TABLE t REPLICA IDENTITY FULL") { source in
      let connector = try source.stream(columns: ["name", "id"])
      let first = try await connector.reading()
      try await source.run("DELETE FROM t WHERE id = 'k4'")
      let second = try await connector.reading(from: try #require(first.summary?.checkpoint))
      #expect(second.removed == ["样本4"] && second.rows.isEmpty)
    }
  }

  @Test("TRUNCATE asks for a full read, behind which the changes go on; TRUNCATE of another table does not")
  func truncate() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream(columns: ["id"])
      let first = try await connector.reading()
      try await source.run("TRUNCATE other")
      let other = try await connector.reading(from: try #require(first.summary?.checkpoint))
      #expect(other.batches.isEmpty)
      try await source.run("TRUNCATE t; INSERT INTO t VALUES ('a')")
      let error = await #expect(throws: HubError.self) {
        try await connector.reading(from: try #require(other.summary?.checkpoint))
      }
      #expect(error?.code == "source-truncated" && error?.persistence == .terminal)
      let again = try await connector.reading()
      #expect(again.keys == ["a"])
      try await source.run("INSERT INTO t VALUES ('b')")
      let changes = try await connector.reading(from: try #require(again.summary?.checkpoint))
      #expect(changes.keys == ["b"])
    }
  }

  @Test("A first read that does not reach its end leaves no slot that would keep the log")
  func givenUp() async throws {
    struct Stop: Error {}
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let connector = try source.stream(columns: ["id"])
      await #expect(throws: Stop.self) { try await connector.read(batchRows: 5) { _ in throw Stop() } }
      #expect(try await source.confirmed() == nil)
      let slots = try await source.owner.query(
        "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()")
      #expect(slots.int8(0, 0) == 0)
    }
  }
}
