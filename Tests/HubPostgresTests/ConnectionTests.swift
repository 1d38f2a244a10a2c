import HubModel
import HubPostgres
import HubTesting
import Testing

@Suite struct ConnectionTests {
  @Test("a value of every type comes back as it went")
  func roundTrip() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      let print = Fingerprint(high: 1, low: .max)
      let rows = try await connection.query(
        """
        SELECT $1::int2, $2::int4, $3::int8, $4::bool, $5::float8, $6::numeric, $7::bytea, $8::bytea, $9::text,
          $10::timestamptz, $11::date, $12::jsonb, $13::text
        """,
        [
          .int2(.min), .int4(.max), .int8(.min), .bool(true), .double(-0.5), .numeric("-12345678901234567890.0100"),
          .bytes([0, 255]), .fingerprint(print), .text("样本·𠮷"), .timestamptz(1_700_000_000_123_456), .date(-1),
          .json("{\"a\": 1}"), .null,
        ])
      #expect(rows.int2(0, 0) == .min && rows.int4(0, 1) == .max && rows.int8(0, 2) == .min)
      #expect(rows.bool(0, 3) == true && rows.double(0, 4) == -0.5)
      #expect(rows.numeric(0, 5) == "-12345678901234567890.0100")
      #expect(rows.bytes(0, 6).map(Array.init) == [0, 255] && rows.fingerprint(0, 7) == print)
      #expect(rows.text(0, 8) == "样本·𠮷")
      #expect(rows.timestamptz(0, 9) == 1_700_000_000_123_456 && rows.date(0, 10) == -1)
      #expect(rows.text(0, 9) == "2023-11-14T22:13:20.123456Z" && rows.text(0, 10) == "1999-12-31")
      #expect(rows.text(0, 11) == "{\"a\": 1}")
      #expect(rows.isNull(0, 12) && rows.text(0, 12) == nil && rows.columnCount == 13)
    }
  }

  @Test("arrays go in as one parameter")
  func arrays() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      let prints = (0..<1000).map { Fingerprint(high: UInt64($0), low: 7) }
      let rows = try await connection.query(
        """
        SELECT cardinality($1::bytea[]), $2::bytea[], $3::text[], (SELECT sum(n) FROM unnest($4::int2[]) n),
          (SELECT sum(n) FROM unnest($5::int4[]) n)::int8, (SELECT sum(n) FROM unnest($6::int8[]) n)::int8,
          (SELECT bool_or(b) FROM unnest($7::bool[]) b), ($8::timestamptz[])[1], cardinality($9::text[])
        """,
        [
          .fingerprints(prints), .bytesArray([[], [1, 2]]), .textArray(["甲", ""]), .int2Array([1, 2]),
          .int4Array([3, 4]), .int8Array([5, 6]), .boolArray([false, true]), .timestamptzArray([5]), .textArray([]),
        ])
      #expect(rows.int4(0, 0) == 1000 && rows.bytesArray(0, 1) == [[], [1, 2]] && rows.textArray(0, 2) == ["甲", ""])
      #expect(rows.int8(0, 3) == 3 && rows.int8(0, 4) == 7 && rows.int8(0, 5) == 11)
      #expect(rows.bool(0, 6) == true && rows.timestamptz(0, 7) == 5 && rows.int4(0, 8) == 0)
    }
  }

  @Test("one text serves with NULL first, then with values of another width")
  func parameterTypesDiffer() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (a int4, b text)")
      for _ in 0..<2 {
        for value in [PostgresValue.null, .int8(7), .int4(7), .int2(7), .text("7"), .null] {
          try await connection.query("INSERT INTO t VALUES ($1, $2)", [value, value == .null ? .null : .text("x")])
        }
      }
      let rows = try await connection.query("SELECT count(*), sum(a) FROM t")
      #expect(rows.int8(0, 0) == 12 && rows.int8(0, 1) == 56)
    }
  }

  @Test("FF-01 NUL is refused by the client, whatever carries it, and the connection goes on")
  func nul() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      for value in [PostgresValue.text("样\0本"), .textArray(["a", "\0"]), .json("\"\0\"")] {
        let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT $1", [value]) }
        #expect(error?.sqlState == "22021" && error?.kind == .terminal)
      }
      await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1 -- \0") }
      await #expect(throws: PostgresError.self) { try await connection.execute("SELECT 1 \0") }
      let answer = try await connection.query("SELECT $1::text", [.text("\\u0000")])
      #expect(answer.text(0, 0) == "\\u0000")
    }
  }

  @Test("queries from many tasks at once with errors among them: each gets its own answer")
  func interleaved() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
        for worker in 0..<100 {
          group.addTask { try await Self.askHundredTimes(connection, from: worker * 100) }
        }
        return try await group.reduce(0, +)
      }
      #expect(wrong == 0)
      #expect(connection.isOpen && connection.load == 0)
    }
  }

  /// The number of wrong answers. Every seventh divides by zero, every eleventh has a syntax error of its own.
  private static func askHundredTimes(_ connection: PostgresConnection, from first: Int) async throws -> Int {
    var wrong = 0
    for number in first..<first + 100 {
      do {
        let isMalformed = number % 11 == 3, divisor = number % 7 == 0 ? 0 : 1
        let sql = isMalformed ? "SELECT \(number) FROM" : "SELECT $1::int8 / $2::int8"
        let parameters: [PostgresValue] = isMalformed ? [] : [.int8(Int64(number)), .int8(Int64(divisor))]
        let rows = try await connection.query(sql, parameters, prepare: number % 5 != 0)
        if rows.int8(0, 0) != Int64(number) { wrong += 1 }
      } catch let error as PostgresError {
        let expected = number % 11 == 3 ? "42601" : number % 7 == 0 ? "22012" : "none"
        if error.sqlState != expected { wrong += 1 }
      }
    }
    return wrong
  }

  @Test("look-ups that share a transaction: an error among them touches nobody else", arguments: [1, 2])
  func lookups(connections: Int) async throws {
    try await TestCluster.withDatabase { database in
      let pool = PostgresPool(database.configuration(), size: connections)
      let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
        for worker in 0..<100 { group.addTask { try await Self.lookUpHundredTimes(pool, from: worker * 100) } }
        return try await group.reduce(0, +)
      }
      #expect(wrong == 0)
    }
  }

  /// The number of wrong answers. Every thirteenth fails, now and then a statement of another kind goes between.
  private static func lookUpHundredTimes(_ pool: PostgresPool, from first: Int) async throws -> Int {
    var wrong = 0
    for number in first..<first + 100 {
      let divisor: Int64 = number % 13 == 0 ? 0 : 1
      do {
        let sql = number % 50 == 7 ? "SELECT $1::int8 / $2::int8 AS n\(number)" : "SELECT $1::int8 / $2::int8"
        let rows = try await pool.lookup(sql, [.int8(Int64(number)), .int8(divisor)])
        if rows.int8(0, 0) != Int64(number) || divisor == 0 { wrong += 1 }
      } catch let error as PostgresError {
        if divisor != 0 || error.sqlState != "22012" { wrong += 1 }
      }
      if number % 31 == 0 { try await pool.query("SELECT 1") }
      if number % 77 == 0 { try await pool.withConnection { try await $0.execute("SELECT 1; SELECT 2") } }
    }
    return wrong
  }

  @Test("a prepared statement that a change of its table or a reset made stale is prepared anew")
  func staleStatements() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (a int4); INSERT INTO t VALUES (1)")
      #expect(try await connection.query("SELECT * FROM t").columnCount == 1)
      try await connection.execute("ALTER TABLE t ADD b text DEFAULT 'x'")
      #expect(try await connection.query("SELECT * FROM t").text(0, 1) == "x")
      try await connection.query("DISCARD ALL", prepare: false)
      #expect(try await connection.query("SELECT * FROM t").columnCount == 2)
    }
  }

  @Test("a script runs whole or not at all, and leaves no transaction behind")
  func scripts() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      await #expect(throws: PostgresError.self) { try await connection.execute("CREATE TABLE a (); CREATE TABLE a ()") }
      #expect(try await connection.query("SELECT to_regclass('a') IS NULL").bool(0, 0) == true)
      let open = await #expect(throws: PostgresError.self) { try await connection.execute("BEGIN; CREATE TABLE b ()") }
      #expect(open?.sqlState == "25001")
      #expect(try await connection.query("SELECT to_regclass('b') IS NULL").bool(0, 0) == true)
      try await connection.execute("")
      #expect(try await connection.query("").count == 0)
    }
  }

  @Test("COPY where no COPY belongs closes the connection with a clean error")
  func copyOutOfPlace() async throws {
    try await TestCluster.withDatabase { database in
      for isScript in [false, true] {
        let connection = try await database.connect()
        let error = await #expect(throws: PostgresError.self) {
          if isScript { try await connection.execute("COPY pg_class TO STDOUT") }
          if !isScript { try await connection.query("COPY pg_class TO STDOUT") }
        }
        #expect(error?.sqlState == "0A000")
      }
    }
  }

  @Test("a login that is no member of the role is told the role and the statement that mends it")
  func noMember() async throws {
    try await TestCluster.withDatabase { database in
      let admin = try await database.connect()
      let (login, role) = ("login_\(database.name)", "group_\(database.name)")
      try await admin.execute("CREATE ROLE \(login) LOGIN; CREATE ROLE \(role)")
      var configuration = database.configuration(role: login)
      configuration.role = role
      let refused = configuration
      let error = await #expect(throws: PostgresError.self) { _ = try await PostgresConnection.connect(refused) }
      #expect(error?.sqlState == "42501")
      #expect(error?.kind == .terminal)
      let grant = "GRANT \(role) TO \(login)"
      #expect(error?.description.hasSuffix(grant) == true, "\(error?.description ?? "")")
      try await admin.execute(grant)
      let connection = try await PostgresConnection.connect(configuration)
      #expect(try await connection.query("SELECT current_user::text").text(0, 0) == role)
      await connection.close()
      try await admin.execute("DROP ROLE \(login); DROP ROLE \(role)")
      await admin.close()
    }
  }

  @Test("a role and limits of the configuration hold in the session")
  func sessionSettings() async throws {
    try await TestCluster.withDatabase { database in
      let admin = try await database.connect()
      let role = "r\"\(database.name)"
      try await admin.execute("CREATE ROLE \(quotedIdentifier(role))")
      var configuration = database.configuration()
      configuration.role = role
      configuration.statementTimeout = .milliseconds(1500)
      let connection = try await PostgresConnection.connect(configuration)
      let rows = try await connection.query("SELECT current_user::text, current_setting('statement_timeout')")
      #expect(rows.text(0, 0) == role && rows.text(0, 1) == "1500ms")
      await connection.close()
      try await admin.execute("DROP ROLE \(quotedIdentifier(role))")
    }
  }
}
