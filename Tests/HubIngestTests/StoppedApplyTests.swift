import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

/// A delivery that goes in several transactions, stopped at any of them: the second of two deliveries is stopped, what readers
/// find is looked at, and it is run again.
@Suite("3. A large apply that is stopped", .serialized) struct StoppedApplyTests {
  /// Where the database refuses to go on.
  enum Stop: String, CaseIterable, CustomTestStringConvertible {
    /// At the first row.
    case atOnce
    /// In the ranges of so many subjects, behind the moved rows.
    case atQuarter, atHalf, atThreeQuarters
    /// Behind the last range.
    case atEnd
    /// As `atEnd`, with the run's connection lost: nobody is left to say that it failed.
    case killedAtEnd

    static let ofAnyTable: [Stop] = [.atOnce, .atEnd, .killedAtEnd]

    var testDescription: String { rawValue }

    private var condition: String {
      switch self {
      case .atOnce: "true"
      case .atQuarter: #"NEW.state = 'deceased' AND NEW.subject >= '\x40'::bytea"#
      case .atHalf: #"NEW.state = 'deceased' AND NEW.subject >= '\x80'::bytea"#
      case .atThreeQuarters: #"NEW.state = 'deceased' AND NEW.subject >= '\xc0'::bytea"#
      case .atEnd, .killedAtEnd: "NEW.state = 'applied'"
      }
    }

    private func table(_ landing: String) -> String {
      self == .atEnd || self == .killedAtEnd ? "control.run" : landing
    }

    func set(on landing: String) -> String {
      let act =
        self == .killedAtEnd
        ? "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); RETURN NEW;" : "RAISE EXCEPTION 'stopped';"
      return """
        CREATE FUNCTION public.test_stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(act) END $$;
        CREATE TRIGGER test_stop BEFORE INSERT OR UPDATE ON \(table(landing)) FOR EACH ROW WHEN (\(condition))
        EXECUTE FUNCTION public.test_stop()
        """
    }

    static let clear = "DROP FUNCTION public.test_stop() CASCADE"
  }

  private static let population = "public-security/population"
  private static let table = #"landing."public_security__population""#

  private static func byName(_ mapping: String) -> String { mapping.replacing("key: [公民身份号码]", with: "key: [姓名]") }

  private static let fifteen = "110101490307901"

  private static func person(_ name: Int, _ number: String, _ state: String = "正常") -> [String: String] {
    let characters = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
    return ["姓名": "样本\(characters[name])", "公民身份号码": number, "人员状态": state]
  }

  private static func number(_ index: Int) -> String { SampleNumbers.person(400 + index) }

  private static var before: [[String: String]] {
    [person(0, fifteen)] + (1..<20).map { person($0, number($0)) }
  }

  /// One that leaves its number and the written form of it, one that goes to the number of another, two that change places, one
  /// that is withdrawn, one that is new; the others change.
  private static var after: [[String: String]] {
    [
      person(0, number(30)), person(1, number(2)), person(2, number(2)), person(4, number(5)), person(5, number(4)),
      person(20, number(20)),
    ] + (6..<20).map { person($0, number($0), "死亡") }
  }

  private static func deliver(
    _ dataset: String, _ rows: [[String: String]], to hub: SmallHub
  ) async throws -> RunReport {
    var run = try hub.run(dataset, rows)
    run.applySize = ApplySize(largestTransaction: 4, smallestSplit: 1)
    return try await patiently { try await run.run() }
  }

  /// A lost session may hold the dataset a moment longer, until its server process has ended.
  private static func patiently<R>(_ body: () async throws -> R) async throws -> R {
    for _ in 0..<200 {
      do { return try await body() } catch let error as HubError where error.code == "dataset-busy" {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    return try await body()
  }

  private static func stopped(
    _ stop: Stop, _ dataset: String, on table: String, _ rows: [[String: String]], in hub: SmallHub
  ) async throws {
    try await hub.sql { try await $0.execute(stop.set(on: table)) }
    await #expect(throws: (any Error).self, "\(stop)") { try await deliver(dataset, rows, to: hub) }
    try await hub.sql { try await $0.execute(Stop.clear) }
  }

  /// Whoever is found has a row, every row's subject is found, and every written form is one that a row of its subject writes.
  private static func expectTrue(_ hub: SmallHub, _ stop: Stop) async throws {
    let row = "SELECT FROM \(table) AS l WHERE l.withdrawn_at IS NULL AND l.subject"
    let found = "SELECT count(*) FROM hub.person AS h WHERE h.withdrawn_at IS NULL AND NOT EXISTS (\(row) = h.subject)"
    let hidden = """
      SELECT count(*) FROM \(table) AS l WHERE l.withdrawn_at IS NULL AND NOT EXISTS (
      SELECT FROM hub.person AS h WHERE h.subject = l.subject AND h.withdrawn_at IS NULL)
      """
    let forms = "SELECT count(*) FROM hub.alias AS a WHERE NOT EXISTS (\(row) = a.subject AND l.alias_fp = a.fingerprint)"
    for query in [found, hidden, forms] {
      let count = try await hub.text(query)
      #expect(count == "0", "\(stop): \(query)")
    }
  }

  @Test("moved and withdrawn rows and written forms are never found falsely; run again, the hub is as one never stopped")
  func rows() async throws {
    try await SmallHub.with(editing: Self.byName) { hub in
      for rows in [Self.before, Self.after, Self.before] { _ = try await Self.deliver(Self.population, rows, to: hub) }
      let first = try await hub.digest()
      let report = try await Self.deliver(Self.population, Self.after, to: hub)
      #expect(report.counts.withdrawn == 1 && report.counts.updated == 19, "\(report.counts)")
      let second = try await hub.digest()
      try await Self.expectTrue(hub, .atEnd)
      for stop in Stop.allCases {
        _ = try await Self.deliver(Self.population, Self.before, to: hub)
        #expect(try await hub.digest() == first, "\(stop)")
        try await Self.stopped(stop, Self.population, on: Self.table, Self.after, in: hub)
        try await Self.expectTrue(hub, stop)
        _ = try await Self.deliver(Self.population, Self.after, to: hub)
        #expect(try await hub.digest() == second, "\(stop)")
      }
    }
  }

  @Test("the delivery before a stopped one, delivered again, is taken for what it is: landing holds part of the other")
  func formerDelivery() async throws {
    try await SmallHub.with(editing: Self.byName) { hub in
      for rows in [Self.before, Self.after, Self.before] { _ = try await Self.deliver(Self.population, rows, to: hub) }
      let first = try await hub.digest()
      try await Self.stopped(.atEnd, Self.population, on: Self.table, Self.after, in: hub)
      let back = try await Self.deliver(Self.population, Self.before, to: hub)
      #expect(back.outcome == .applied)
      #expect(try await hub.digest() == first)
    }
  }

  @Test("an alias that moved leads to its former person until the run is made again, then to the new one")
  func alias() async throws {
    let changes = "public-security/number-changes"
    let landing = #"landing."public_security__number_changes""#
    func change(to number: String) -> [[String: String]] {
      [["原公民身份号码": Self.number(40), "现公民身份号码": number, "变更日期": "2020-09-01"]]
    }
    try await SmallHub.with { hub in
      func end() async throws -> String? { try await hub.text("SELECT encode(subject, 'hex') FROM hub.alias") }
      for number in [1, 2, 1].map(Self.number) { _ = try await Self.deliver(changes, change(to: number), to: hub) }
      let former = try await end()
      _ = try await Self.deliver(changes, change(to: Self.number(2)), to: hub)
      let (present, digest) = (try await end(), try await hub.digest())
      #expect(present != former)
      for stop in Stop.ofAnyTable {
        _ = try await Self.deliver(changes, change(to: Self.number(1)), to: hub)
        try await Self.stopped(stop, changes, on: landing, change(to: Self.number(2)), in: hub)
        #expect(try await end() == former, "\(stop)")
        _ = try await Self.deliver(changes, change(to: Self.number(2)), to: hub)
        #expect(try await end() == present, "\(stop)")
        #expect(try await hub.digest() == digest, "\(stop)")
      }
    }
  }
}
