import HubPostgres
import HubTesting
import Testing

@Suite struct NotificationTests {
  @Test("a notification reaches every listener of its channel while the connection is idle")
  func notify() async throws {
    try await TestCluster.withDatabase { database in
      let listener = try await database.connect(), sender = try await database.connect()
      let first = listener.listen("Hub \"1\""), second = listener.listen("Hub \"1\""), other = listener.listen("other")
      try await listener.query("SELECT 1")  // behind the LISTEN
      try await sender.query("SELECT pg_notify($1, $2)", [.text("Hub \"1\""), .text("策略 7")])
      #expect(await first.first { _ in true } == "策略 7")
      #expect(await second.first { _ in true } == "策略 7")
      try await sender.query("SELECT pg_notify('other', '')")
      #expect(await other.first { _ in true } == "")
    }
  }

  @Test("a stream ends with its connection, and at once on a closed one")
  func end() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      let stream = connection.listen("c")
      try await connection.query("SELECT 1")
      await connection.close()
      #expect(await stream.first { _ in true } == nil)
      #expect(await connection.listen("c").first { _ in true } == nil)
    }
  }
}
