import HubModel
import HubPostgres
import Testing

@testable import PostgreSQLConnector

@Suite("Folding the changes of a table")
struct ChangeFoldTests {
  private static let table: QualifiedName = {
    do { return try QualifiedName("s.t") } catch { preconditionFailure("a name") }
  }()
  private static let relation = PgOutput.Relation(
    id: 7, schema: "s", name: "t",
    columns: [.init(name: "id", isKey: true), .init(name: "big", isKey: false), .init(name: "ok", isKey: false)])

  private func text(_ text: String) -> PgOutput.Field { .text(Array(text.utf8)) }
  private func row(_ id: String, _ big: PgOutput.Field, _ ok: String = "t") -> [PgOutput.Field] { [text(id), big, text(ok)] }
  private func change(_ id: String, _ big: PgOutput.Field, _ ok: String = "true") -> ChangeFold.Change {
    .row([text(ok), text(id), big])
  }
  private func removal(_ id: String) -> ChangeFold.Change { .removal([.null, text(id), .null]) }

  /// As the connector folds them; decoding is tested elsewhere.
  private func folded(_ changes: (inout ChangeFold, StreamColumns) -> Void) -> [ChangeFold.Change] {
    var fold = ChangeFold(keyPlaces: [1])
    changes(&fold, StreamColumns(Self.relation, columns: ["ok", "id", "big"], forms: [.flag, .same, .same]))
    return fold.takeAll()
  }

  @Test("Of several changes of a key the last one stays, where it happened")
  func last() {
    let changes = folded { fold, columns in
      fold.put(columns.fields(row("a", text("1"))))
      fold.put(columns.fields(row("b", text("1"))))
      fold.put(columns.fields(row("a", text("2"), "f")))
      fold.remove(columns.fields([text("c"), .null, .null]))
    }
    #expect(changes == [change("b", text("1")), change("a", text("2"), "false"), removal("c")])
  }

  @Test("A row that was deleted and made again stays, one that was made and deleted goes")
  func comesAndGoes() {
    let changes = folded { fold, columns in
      fold.remove(columns.fields([text("a"), .null, .null]))
      fold.put(columns.fields(row("b", text("1"))))
      fold.put(columns.fields(row("a", text("1"))))
      fold.remove(columns.fields([text("b"), .null, .null]))
    }
    #expect(changes == [change("a", text("1")), removal("b")])
  }

  @Test("A change of the key removes the old one")
  func keyChange() {
    let changes = folded { fold, columns in
      fold.put(columns.fields(row("a", text("1"))))
      fold.put(columns.fields(row("b", .unchanged)), old: columns.fields([text("a"), .null, .null]))
      fold.put(columns.fields(row("c", text("3"))), old: columns.fields(row("c", text("2"))))
    }
    #expect(changes == [removal("a"), change("b", .unchanged), change("c", text("3"))])
  }

  @Test("A removal keeps what the log told of the row; what it did not tell is absent")
  func fullRemoval() {
    let changes = folded { fold, columns in
      fold.remove(columns.fields(row("a", text("1"))))
      fold.remove(columns.fields(row("b", .unchanged, "f")))
    }
    #expect(
      changes == [
        .removal([text("true"), text("a"), text("1")]), .removal([text("false"), text("b"), .null]),
      ])
  }

  @Test("A log that describes the table without a column of the key ends the read")
  func keyless() {
    var reading = ChangeReading(
      Self.table, columns: ["id", "name"], keyColumns: ["id"], forms: [.same, .same], bound: WALPosition(rawValue: 1_000))
    var bytes: [UInt8] = [UInt8(ascii: "R"), 0, 0, 0, 7]
    bytes += Array("s\0t\0d".utf8)
    bytes += [0, 1, 0]
    bytes += Array("name\0".utf8)
    bytes += [0, 0, 0, 25, 0xFF, 0xFF, 0xFF, 0xFF]
    let error = #expect(throws: HubError.self) { try reading.take(.message(bytes)) }
    #expect(error?.code == "stream-malformed")
  }

  @Test("What did not change is known from the change before, and else stays open, never null")
  func unchanged() {
    let changes = folded { fold, columns in
      fold.put(columns.fields(row("a", text("large"))))
      fold.put(columns.fields(row("a", .unchanged, "f")))
      fold.put(columns.fields(row("b", .unchanged)))
    }
    #expect(changes == [change("a", text("large"), "false"), change("b", .unchanged)])
  }

  @Test("A column that the server does not send counts as unchanged")
  func generated() {
    let columns = StreamColumns(Self.relation, columns: ["id", "made"], forms: [.same, .same])
    #expect(columns.fields(row("a", .null)) == [text("a"), .unchanged])
  }

  @Test("The fold is full by number and by bytes")
  func limits() {
    var fold = ChangeFold(keyPlaces: [0])
    for number in 1..<ChangeFold.mostChanges { fold.put([text("\(number % 10)")]) }
    #expect(!fold.isFull)
    fold.put([text("0")])
    #expect(fold.isFull)
    let changes = fold.takeAll()
    #expect(changes.count == 10 && !fold.isFull)
    fold.put([text("a"), .text([UInt8](repeating: 0x78, count: ChangeFold.mostBytes))])
    #expect(fold.isFull)
  }

  @Test("The reading ends at its bound")
  func bounds() throws {
    var reading = ChangeReading(
      Self.table, columns: ["id"], keyColumns: ["id"], forms: [.same], bound: WALPosition(rawValue: 1_000))
    try reading.take(.reached(WALPosition(rawValue: 999)))
    #expect(!reading.isOver)
    try reading.take(.reached(WALPosition(rawValue: 1_000)))
    #expect(reading.isOver)
  }

  @Test("Forms of values that a cast writes otherwise")
  func forms() {
    func cast(_ typeID: UInt32, _ text: String) -> String {
      String(decoding: TextForm(typeID: typeID).cast(Array(text.utf8)), as: UTF8.self)
    }
    #expect(cast(16, "t") == "true" && cast(16, "f") == "false" && cast(25, "t") == "t")
    #expect(cast(1042, "ab  ") == "ab" && cast(1042, "   ") == "" && cast(1042, " a") == " a")
    #expect(cast(869, "10.0.0.1") == "10.0.0.1/32" && cast(869, "::1") == "::1/128" && cast(869, "10.0.0.0/8") == "10.0.0.0/8")
  }
}
