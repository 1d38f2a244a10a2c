import HubConnectorKit
import HubModel
import HubODBC
import Testing

@testable import ODBCConnector

@Suite("The parts of a read")
struct SectionTests {
  private func shape(nullable: Bool, cursor: String? = nil, dialect: String = "mariadb") throws -> SourceShape {
    let load: SourceLoad = cursor.map { .incremental(Increment(cursor: $0)) } ?? .fullSnapshot
    let settings = SourceSettings(["driver": .text("X"), "dialect": .text(dialect), "table": .text("t")])
    let configuration = try ODBCConfiguration(
      SourceRequest(settings: settings, columns: ["id", "name"], keyColumns: ["id"], load: load))
    return try SourceShape(
      [
        ODBCColumn(name: "id", type: 4, size: 10, isNullable: nullable), ODBCColumn(name: "name", type: 12, size: 10),
        ODBCColumn(name: "at", type: 93, typeName: "timestamp", size: 26, isNullable: nullable),
      ], configuration)
  }

  private func sql(_ shape: SourceShape, _ range: CursorRange?, after: [String]? = nil) -> [String] {
    shape.sections(range).map {
      var position = ReadPosition(part: $0.part)
      position.after = $0.part == .keyed ? after : nil
      return shape.query($0, from: position, limit: nil, text: .bytes, fieldLimit: 1).sql
    }
  }

  @Test("A full snapshot is in the order of the key; rows without one come apart")
  func full() throws {
    let strict = try sql(shape(nullable: false), nil)
    #expect(strict == ["SELECT q.`id`, q.`name` FROM `t` q ORDER BY q.`id`"])
    let loose = try sql(shape(nullable: true), nil)
    #expect(loose.count == 2)
    #expect(loose.first == "SELECT q.`id`, q.`name` FROM `t` q WHERE q.`id` IS NOT NULL ORDER BY q.`id`")
    #expect(loose.last?.contains("WHERE (q.`id` IS NULL)") == true)
  }

  @Test("An increment begins at its start and ends at its bound, both inclusive, and goes on at the row it stopped at")
  func increment() throws {
    let range = CursorRange(from: "A", bound: "B", ceiling: nil, next: "B")
    let found = try sql(shape(nullable: false, cursor: "at"), range, after: ["C", "7"])
    let time = "CAST(? AS DATETIME(6))"
    #expect(
      found == [
        "SELECT q.`id`, q.`name`, q.`at` FROM `t` q WHERE q.`at` >= \(time) AND q.`at` <= \(time) AND q.`at` >= \(time)"
          + " AND (q.`at` > \(time) OR (q.`id` >= CAST(? AS DECIMAL(65,0)))) ORDER BY q.`at`, q.`id`"
      ])
  }

  @Test("A first read has the rows without cursor, later ones have not; rows beyond the clock are in every read")
  func parts() throws {
    let source = try shape(nullable: true, cursor: "at")
    let first = source.sections(CursorRange(from: nil, bound: "B", ceiling: "C", next: "B")).map(\.part)
    #expect(first == [.keyed, .undated, .unkeyed, .later])
    let next = source.sections(CursorRange(from: "A", bound: "B", ceiling: "C", next: "B")).map(\.part)
    #expect(next == [.keyed, .unkeyed, .later])
    let nothing = source.sections(CursorRange(from: "A", bound: nil, ceiling: nil, next: "A"))
    #expect(nothing.isEmpty)
  }

  @Test("PostgreSQL tells times in its own words, and orders by the times, not by the words")
  func postgresql() throws {
    let range = CursorRange(from: nil, bound: "B", ceiling: nil, next: "B")
    let found = try sql(shape(nullable: false, cursor: "at", dialect: "postgresql"), range)
    #expect(
      found == [
        #"SELECT q."id", q."name", CAST(q."at" AS varchar(64)) FROM "t" q"#
          + #" WHERE q."at" <= CAST(? AS timestamp) ORDER BY q."at", q."id""#
      ])
  }

  @Test("MariaDB is asked which borders its CAST makes NULL, texts and other databases are not")
  func borders() throws {
    let source = try shape(nullable: false, cursor: "at")
    let borders = [(index: 2, value: "2026-02-30"), (index: 1, value: "x"), (index: 0, value: "7")]
    let question = try #require(source.borderQuestion(borders))
    #expect(
      question.sql == "SELECT CASE WHEN CAST(? AS DATETIME(6)) IS NULL THEN 1"
        + " WHEN CAST(? AS DECIMAL(65,0)) IS NULL THEN 3 ELSE 0 END")
    #expect(question.parameters == ["2026-02-30", "7"])
    let others = [
      source.borderQuestion([(index: 1, value: "x")]),
      try shape(nullable: false, cursor: "at", dialect: "postgresql").borderQuestion(borders),
    ]
    #expect(others.allSatisfy { $0 == nil })
    try source.checkBorders(borders, [["0"]])
    let error = try #require(throws: HubError.self) { try source.checkBorders(borders, [["1"]]) }
    #expect(error.code == "border-lost" && error.persistence == .transient)
    #expect(error.message.contains(" at ") && !error.message.contains("2026"))
  }

  @Test("SQL Server compares with a value of the column's own type where its name is whole")
  func ownTypes() {
    let place = { (name: String, type: Int) in
      SQLDialect.sqlserver.placeholder(ODBCColumn(name: "a", type: type, typeName: name, size: 10))
    }
    #expect(place("datetime", 93) == "CAST(? AS datetime)")
    #expect(place("int identity", 4) == "CAST(? AS int)")
    #expect(place("varchar", 12) == "CAST(? AS varchar(8000))")
    #expect(place("decimal", 3) == "CAST(? AS decimal(38,10))")
  }

  @Test("FE-04 a renamed column stops the read and names the new ones")
  func renamed() throws {
    let settings = SourceSettings(["driver": .text("X"), "dialect": .text("mariadb"), "table": .text("t")])
    let configuration = try ODBCConfiguration(SourceRequest(settings: settings, columns: ["信用代码", "企业名称", "法人"]))
    let day2 = ["信用代码", "企业名称", "法定代表人", "备注"].map { ODBCColumn(name: $0, type: 12, size: 10) }
    let error = try #require(throws: HubError.self) { try SourceShape(day2, configuration) }
    #expect(error.code == "missing-column")
    #expect(error.message.contains("lacks the columns 法人;") && error.message.contains("法定代表人, 备注"))
  }
}
