import HubModel
import Testing

@testable import HubPostgres

/// The parts that need no server.
@Suite struct PartsTests {
  @Test(
    "days since 2000 as dates",
    arguments: [
      (0, "2000-01-01"), (-1, "1999-12-31"), (59, "2000-02-29"), (60, "2000-03-01"), (-10957, "1970-01-01"),
      (36583, "2100-02-28"), (36584, "2100-03-01"), (Int32.max, "infinity"), (Int32.min, "-infinity"),
    ] as [(Int32, String)])
  func dates(days: Int32, text: String) { #expect(CalendarText.date(days) == text) }

  @Test(
    "microseconds since 1970 as instants",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999999Z"), (1_500_000, "1970-01-01T00:00:01.500Z"),
      (951_782_399_000_000, "2000-02-28T23:59:59Z"), (Int64.max, "infinity"),
    ] as [(Int64, String)])
  func instants(microseconds: Int64, text: String) { #expect(CalendarText.instant(microseconds) == text) }

  @Test("of a foreign server only a checked state and plain names are said")
  func foreign() {
    let plain = PostgresError("23505", constraint: "人口_pk", table: "t_2024_")
    #expect(plain.foreignDescription == "PostgreSQL 23505: key already present, constraint 人口_pk")
    let long = PostgresError("42P01", table: String(repeating: "t", count: 121), column: "c123")
    #expect(long.foreignDescription == "PostgreSQL 42P01: unknown table, column c123")
    for state in ["1101", "23505x", "2350５", "ab505", ""] { #expect(SQLState.checked(state) == "XX000") }
    #expect(SQLState.checked("42P01") == "42P01")
  }

  @Test("the queue keeps its order through removals, insertions in front and growth")
  func queue() {
    var queue = FIFO<Int>()
    var out: [Int] = []
    for number in 0..<5000 {
      queue.append(number)
      if number % 3 != 0 { out.append(queue.removeFirst()) }
    }
    let head = queue.removeFirst()
    queue.prepend(head)
    queue.remove { $0 % 2 == 1 && $0 > 4000 }
    #expect(out == Array(0..<out.count) && queue.first == out.count)
    let rest = queue.removeAll()
    #expect(rest == (out.count..<5000).filter { !($0 % 2 == 1 && $0 > 4000) } && queue.isEmpty)
  }

  @Test("a statement serves values of its types and NULL, another type gets a statement of its own")
  func statements() throws {
    var cache = StatementCache(limit: 2)
    let wide = try EncodedParameters([.int8(1)]), null = try EncodedParameters([.null])
    guard let first = cache.statement(for: "a", wide) else { throw PostgresError.lost }
    let meanwhile = cache.statement(for: "a", wide)
    #expect(first.isNew && meanwhile == nil, "unconfirmed: the unnamed one serves")
    first.0.isReady = true
    let forNull = cache.statement(for: "a", null)
    #expect(forNull?.0 === first.0 && forNull?.isNew == false)
    guard let second = cache.statement(for: "a", try EncodedParameters([.int4(1)])) else { throw PostgresError.lost }
    #expect(second.isNew && second.0.name != first.0.name)
    let beyond = cache.statement(for: "b", wide)
    #expect(beyond == nil, "full")
    cache.forget(second.0)
    let again = cache.statement(for: "b", wide)
    #expect(again?.isNew == true)
  }

  @Test(
    "what may pass by itself is transient",
    arguments: [
      ("08006", true), ("40P01", true), ("40001", true), ("53300", true), ("57014", true), ("57P01", true),
      ("57P03", true), ("55P03", true), ("57P04", false), ("23505", false), ("42P01", false), ("28P01", false),
      ("3D000", false), ("22021", false), ("XX000", false),
    ])
  func kinds(state: String, isTransient: Bool) {
    let error = PostgresError(state)
    #expect((error.kind == .transient) == isTransient)
    #expect((error.hubError.persistence == .transient) == isTransient)
    #expect(error.description.hasPrefix("PostgreSQL \(state): "))
  }

  @Test("the start of a COPY stands once, and a growing buffer loses nothing")
  func buffer() throws {
    var whole = CopyBuffer(reserving: 0), parts = CopyBuffer(header: false, reserving: 0)
    var taken = CopyBuffer.header
    for row in 0..<1000 {
      whole.beginRow(columns: 2)
      whole.int8(Int64(row))
      whole.text(String(repeating: "x", count: row % 300))
      parts.beginRow(columns: 2)
      parts.int8(Int64(row))
      parts.text(String(repeating: "x", count: row % 300))
      if row % 7 == 0 { taken += try parts.take() }
    }
    taken += try parts.take()
    let all = try whole.take()
    #expect(all == taken && whole.count == 0 && whole.rows == 1000)
  }

  @Test("names are quoted whatever they hold")
  func identifiers() { #expect(quotedIdentifier("a\"; DROP") == "\"a\"\"; DROP\"") }
}
