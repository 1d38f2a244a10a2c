import Glibc
import HubPostgres
import HubTesting
import Testing

@Suite struct PrivacyTests {
  private static let canary = "канарейка样本人"

  @Test("no text of the server and no value reaches an error or the private cluster's log")
  func errors() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute(
        "CREATE TABLE t (a text PRIMARY KEY, b text CHECK (b <> '\(Self.canary)'), c int8, d date NOT NULL DEFAULT now())")
      try await connection.query("INSERT INTO t (a) VALUES ($1)", [.text(Self.canary)])
      for sql in Self.failing {
        let error = await #expect(throws: PostgresError.self) { try await connection.query(sql, [.text(Self.canary)]) }
        let shown = [error.map { "\($0)" }, error.map { String(reflecting: $0) }, error.map { "\($0.hubError)" }]
        for text in shown {
          #expect(text?.contains("канарейка") == false && text?.contains("duplicate key value") == false)
        }
        #expect(error?.description.contains("PostgreSQL") == true)
      }
      let log = try readAll(database.cluster.home + "/log")
      #expect(!log.isEmpty && !log.contains("канарейка"))
    }
  }

  private static let failing = [
    "INSERT INTO t (a) VALUES ($1)",
    "INSERT INTO t (a, b) VALUES ('x', $1)",
    "INSERT INTO t (a, c) VALUES ('x', ($1::text)::int8)",
    "INSERT INTO t (a, d) VALUES ('x', ($1::text)::date)",
    "SELECT ($1::text)::jsonb",
    "SELECT \"\(canary)\" FROM t WHERE a = $1",
    "SELECT '\(canary)'::int8 WHERE $1 = ''",
  ]

  @Test("the constraint, not the value, is named")
  func constraint() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (a text CONSTRAINT only_once UNIQUE)")
      try await connection.query("INSERT INTO t VALUES ($1)", [.text(Self.canary)])
      let error = await #expect(throws: PostgresError.self) {
        try await connection.query("INSERT INTO t VALUES ($1)", [.text(Self.canary)])
      }
      #expect(error?.description == "PostgreSQL 23505: key already present, table t, constraint only_once")
    }
  }

  private func readAll(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
