import HubModel
import HubPostgres
import HubTesting
import Testing

@Suite struct CopyTests {
  struct Stop: Error {}

  private static let columns =
    "(a int2, b int4, c int8, d bool, e float8, f numeric, g bytea, h bytea, i text, j date, k timestamptz, l text)"

  private static let decimals = [
    "0", "0.00", "1", "-1", "10000", "9999", "12345678", "0.0001", "-0.00010000", "100000000.5", "-99999999999999.99",
    "0.1", "123456789012345678901234567890.123456789", "40000", "0.00000000000000000001",
  ]

  private static func write(_ row: Int, to buffer: inout CopyBuffer) {
    buffer.beginRow(columns: 12)
    buffer.int2(Int16(row))
    buffer.int4(Int32(row) - 5)
    buffer.int8(Int64(row) << 40)
    buffer.bool(row % 2 == 0)
    buffer.double(Double(row) / 8)
    var decimal = decimals[row % decimals.count]
    decimal.withUTF8 { buffer.numeric(UnsafeRawBufferPointer($0)) }
    buffer.bytes([0, UInt8(row & 255)])
    buffer.fingerprint(Fingerprint(high: UInt64(row), low: 1))
    buffer.text("行 \(row)")
    buffer.date(Int32(row) - 20_000)
    buffer.timestamptz(Int64(row) * 1_000_001)
    buffer.null()
  }

  @Test("binary COPY stores every type as the same value sent in a query", arguments: [15, 5000])
  func roundTrip(count: Int) async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t \(Self.columns)")
      let stored = try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { writer in
        var buffer = CopyBuffer()
        for row in 0..<count {
          Self.write(row, to: &buffer)
          if buffer.count > 10_000 { try await writer.write(&buffer) }
        }
        buffer.finish()
        try await writer.write(&buffer)
      }
      #expect(stored == count)
      try await Self.compare(count, on: connection)
    }
  }

  private static func compare(_ count: Int, on connection: PostgresConnection) async throws {
    let rows = try await connection.query("SELECT * FROM t ORDER BY a")
    #expect(rows.count == count)
    for row in 0..<count {
      #expect(rows.int2(row, 0) == Int16(row) && rows.int4(row, 1) == Int32(row) - 5)
      #expect(rows.int8(row, 2) == Int64(row) << 40 && rows.bool(row, 3) == (row % 2 == 0))
      #expect(rows.double(row, 4) == Double(row) / 8)
      #expect(rows.numeric(row, 5) == decimals[row % decimals.count])
      #expect(rows.bytes(row, 6).map(Array.init) == [0, UInt8(row & 255)])
      #expect(rows.fingerprint(row, 7) == Fingerprint(high: UInt64(row), low: 1))
      #expect(rows.text(row, 8) == "行 \(row)" && rows.date(row, 9) == Int32(row) - 20_000)
      #expect(rows.timestamptz(row, 10) == Int64(row) * 1_000_001 && rows.isNull(row, 11))
    }
    // The server's own reading of the decimals: equal to the literals it parses itself.
    let wrong = try await connection.query(
      "SELECT count(*) FROM t WHERE f::text <> ($1::text[])[a % \(decimals.count) + 1]", [.textArray(decimals)])
    #expect(wrong.int8(0, 0) == 0)
  }

  @Test("COPY OUT gives the rows in order; a body that throws leaves the connection usable")
  func copyOut() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      var sum: Int64 = 0
      var nulls = 0
      let sql = "COPY (SELECT n, NULL, repeat('x', 50) FROM generate_series(1, 50000) n) TO STDOUT (FORMAT binary)"
      try await connection.copyOut(sql) { bytes in
        var row = CopyRow(bytes)
        sum += row.next().map { Int64(Int32(bigEndian: $0.loadUnaligned(as: Int32.self))) } ?? 0
        if row.next() == nil { nulls += 1 }
        if row.next()?.count != 50 { nulls = -1 }
      }
      #expect(sum == 50_000 * 50_001 / 2 && nulls == 50_000)
      var seen = 0
      await #expect(throws: Stop.self) {
        try await connection.copyOut(sql) { _ in
          seen += 1
          if seen == 10 { throw Stop() }
        }
      }
      #expect(seen == 10)
      #expect(try await connection.query("SELECT 1").count == 1)
    }
  }

  @Test("a COPY whose body throws, whose data is malformed or whose rows clash stores nothing and says why")
  func failures() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (a int8 PRIMARY KEY)")
      let sql = "COPY t FROM STDIN (FORMAT binary)"
      await #expect(throws: Stop.self) {
        try await connection.copyIn(sql) { writer in
          try await writer.write([UInt8]("PGCOPY\n".utf8))
          throw Stop()
        }
      }
      let malformed = await #expect(throws: PostgresError.self) {
        try await connection.copyIn(sql) { try await $0.write([UInt8](repeating: 7, count: 3_000_000)) }
      }
      #expect(malformed?.sqlState == "22P04")
      let clash = await #expect(throws: PostgresError.self) {
        try await connection.copyIn(sql) { writer in
          var buffer = CopyBuffer()
          for number in [1, 2, 1] as [Int64] {
            buffer.beginRow(columns: 1)
            buffer.int8(number)
          }
          try await writer.write(&buffer)
        }
      }
      #expect(clash?.isUniqueViolation == true && clash?.constraint == "t_pkey")
      let noCopy = await #expect(throws: PostgresError.self) { try await connection.copyIn("SELECT 1") { _ in } }
      #expect(noCopy?.sqlState == "42809")
      #expect(try await connection.query("SELECT count(*) FROM t").int8(0, 0) == 0)
    }
  }

  @Test("FF-01 a buffer that holds NUL or no decimal is refused before it is sent")
  func unfit() async throws {
    var nul = CopyBuffer()
    nul.beginRow(columns: 1)
    nul.text("样\0本")
    #expect(throws: PostgresError.self) { try nul.take() }
    for text in ["", "-", "1.", ".5", "1e5", "1,000", "+1", "１", "1.2.3", "NaN"] {
      var buffer = CopyBuffer()
      var decimal = text
      decimal.withUTF8 { buffer.numeric(UnsafeRawBufferPointer($0)) }
      #expect(throws: PostgresError.self) { try buffer.take() }
    }
  }

  @Test("COPY inside a transaction is undone with it")
  func insideTransaction() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (a int8)")
      await #expect(throws: Stop.self) {
        try await connection.transaction { transaction in
          try await transaction.copyIn("COPY t FROM STDIN (FORMAT binary)") { writer in
            var buffer = CopyBuffer()
            buffer.beginRow(columns: 1)
            buffer.int8(1)
            try await writer.write(&buffer)
          }
          #expect(try await transaction.query("SELECT * FROM t").count == 1)
          throw Stop()
        }
      }
      #expect(try await connection.query("SELECT * FROM t").count == 0)
    }
  }
}
