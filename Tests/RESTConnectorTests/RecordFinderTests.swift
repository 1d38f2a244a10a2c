import HubConnectorKit
import HubJSON
import HubModel
import Testing

@testable import RESTConnector

/// What one page of JSON, read in pieces of `size` bytes, becomes.
private func page(
  _ text: String, _ columns: [String] = ["id", "name"], records: String = "list", paths: [String: String] = [:], size: Int = 1 << 16
) throws -> (batches: [Batch], beside: BesideRecords) {
  let fields = try paths.mapValues { try FieldPath($0) }
  let plan = try PagePlan(
    records: FieldPath(records), columns: columns, paths: fields, ok: FieldPath("code"), count: FieldPath("page.total"))
  let position = ReadPosition(place: .number(0), window: ReadWindow(from: nil, to: 0))
  let rows = RowBuilder(plan, batchRows: 100, position: position)
  rows.beginPage(.number(0), passOver: 0)
  let page = try JSONPage(plan, .utf8, into: rows)
  let bytes = Array(text.utf8)
  for start in stride(from: 0, to: bytes.count, by: size) {
    try bytes[start..<min(bytes.count, start + size)].withUnsafeBytes { try page.take($0) }
  }
  let beside = try page.end()
  rows.closeBatch()
  return (rows.takeReady(), beside)
}

private func values(_ batches: [Batch]) -> [[String?]] {
  batches.flatMap { batch in
    (0..<batch.rows).map { row in batch.columns.indices.map { batch.string(row: row, column: $0) } }
  }
}

private func reasons(_ batches: [Batch]) -> [String] { batches.flatMap { $0.refused.map(\.reason) } }

@Suite("Records of a JSON page")
struct RecordFinderTests {
  @Test("The same rows wherever the text is cut", arguments: [1, 2, 3, 7, 1000])
  func cuts(size: Int) throws {
    let text = #"{"code":"0","list":[{"id":1,"x":[1,{"id":9}],"name":"a\"b"},{"name":null,"id":"2"},{"id":""}],"page":{"total":3}}"#
    let found = try page(text, size: size)
    #expect(values(found.batches) == [["1", "a\"b"], ["2", nil], ["", nil]])
    #expect(found.beside == BesideRecords(lists: 1, ok: "0", count: "3"))
    #expect(found.batches.map(\.header) == [["id", "x", "name"]])
    #expect(found.batches[0].raw(row: 0) == Array(#"{"id":1,"x":[1,{"id":9}],"name":"a\"b"}"#.utf8))
    #expect(found.batches[0].lines == [1, 2, 3])
  }

  @Test("A page's bytes are bounded")
  func bounded() throws {
    let plan = try PagePlan(records: FieldPath("$"), columns: ["id"], paths: [:])
    let rows = RowBuilder(plan, batchRows: 100, position: ReadPosition(place: .number(0), window: ReadWindow(from: nil, to: 0)))
    let page = try JSONPage(plan, .utf8, into: rows, bytesAtMost: 8)
    let error = #expect(throws: HubError.self) { try Array(#"[{"id":1}]"#.utf8).withUnsafeBytes { try page.take($0) } }
    #expect(error?.code == "page-too-large")
  }

  @Test("Numbers stay as written; true and false are words; what holds others is compact JSON")
  func scalars() throws {
    let text = #"{"list":[{"a":1543.00,"b":0.10,"c":1E+7,"d":true,"e":{ "x" : [1 , 2.0] },"f":[]}]}"#
    let found = try page(text, ["a", "b", "c", "d", "e", "f"])
    #expect(values(found.batches) == [["1543.00", "0.10", "1E+7", "true", #"{"x":[1,2.0]}"#, "[]"]])
  }

  @Test("Paths descend, index and escape; names are literal without a path")
  func paths() throws {
    let text = #"{"list":[{"owner":{"name":"n","tags":["t0","t1"]},"a.b":"dot","whole":1}]}"#
    let found = try page(
      text, ["name", "tag", "a.b", "again", "all"],
      paths: ["name": "owner.name", "tag": "owner.tags[1]", "again": #"a\.b"#, "all": "$"])
    let record = #"{"owner":{"name":"n","tags":["t0","t1"]},"a.b":"dot","whole":1}"#
    #expect(values(found.batches) == [["n", "t1", "dot", "dot", record]])
  }

  @Test("FE-04's cousin: a field that comes twice refuses its row alone, within other fields too")
  func duplicates() throws {
    let text = #"{"list":[{"id":1,"name":"a","name":"b"},{"id":2,"o":{"n":1},"o":{"n":2}},{"id":3,"x":1,"x":2}]}"#
    let found = try page(text, ["id", "name", "n"], paths: ["n": "o.n"])
    #expect(reasons(found.batches) == ["duplicate-field", "duplicate-field"])
    #expect(found.batches[0].refused.map(\.field) == ["name", "n"])
    #expect(values(found.batches) == [["3", nil, nil]])
  }

  @Test("FF-01: NUL and half surrogates refuse their row, a real backslash stays", arguments: [1, 4, 1000])
  func unstorable(size: Int) throws {
    let text =
      #"{"list":[{"name":"样\u0000本"},{"name":"\ud842"},{"name":"\\u0000"},{"name":"ok","x":"\u0000\udc00"},"#
      + #"{"name":{"k":"\u0000"}},{"name":["\ud800"]},{"\udc00":1,"name":"k"}]}"#
    let found = try page(text, ["name"], size: size)
    #expect(values(found.batches) == [["\\u0000"], ["ok"]])
    #expect(
      reasons(found.batches) == [
        "nul-character", "undecodable-bytes", "nul-character", "undecodable-bytes", "undecodable-bytes",
      ])
    #expect(found.batches[0].refused.map(\.line) == [1, 2, 5, 6, 7])
    #expect(found.batches[0].refused.allSatisfy { !$0.raw.contains(0) })
  }

  @Test("Elements that are no records are refused, the others load")
  func otherElements() throws {
    let found = try page(#"{"list":[{"id":1},7,null,"x",[2]]}"#, ["id"])
    #expect(reasons(found.batches) == ["not-a-record", "not-a-record", "not-a-record"])
    #expect(values(found.batches) == [["1"], [nil]])
  }

  @Test("A root array, records that are arrays, and one record without a list")
  func otherShapes() throws {
    let root = try page(#"[["a","b"],["c"]]"#, ["id", "name"], records: "$", paths: ["id": "[0]", "name": "[1]"])
    #expect(values(root.batches) == [["a", "b"], ["c", nil]])
    let single = try page(#"{"data":{"id":1,"name":"x"}}"#, records: "data")
    #expect(values(single.batches) == [["1", "x"]])
  }

  @Test("Nothing at the place of the records is no empty source; null and [] are")
  func missing() throws {
    func code(_ text: String, ok: String? = nil) throws -> String? {
      let found = try page(text, records: "data.list")
      do throws(HubError) { try found.beside.check(ok: ok) } catch { return error.code.rawValue }
      return nil
    }
    #expect(try code(#"{"data":{"list":[]}}"#) == nil)
    #expect(try code(#"{"data":{"list":null}}"#) == nil)
    #expect(try code(#"{"data":null}"#) == "records-missing")
    #expect(try code(#"{"data":null,"code":"0"}"#, ok: "0") == nil)
    #expect(try code(#"{"rows":[]}"#) == "records-missing")
    #expect(try code(#"{"data":{"list":"none"}}"#) == "records-malformed")
    #expect(try code(#"{"data":{"list":[]},"data":{"list":[]}}"#) == "records-malformed")
    #expect(try code(#"{"code":"500","msg":"x"}"#, ok: "0") == "upstream-refused")
    #expect(try code(#"{"data":{"list":"x"},"code":500}"#, ok: "200") == "upstream-refused")
    #expect(try code(#"{"data":{"list":[]},"code":200}"#, ok: "200") == nil)
    #expect(try code(#"{"data":{"list":[]}}"#, ok: "200") == "upstream-refused")
  }

  @Test("A record without end is refused, its neighbours load")
  func overlong() throws {
    let long = String(repeating: "长", count: 4 << 20)
    let found = try page("{\"list\":[{\"id\":1},{\"id\":2,\"a\":\"\(long)\",\"b\":\"\(long)\"},{\"id\":3}]}", ["id"])
    #expect(reasons(found.batches) == ["record-too-long"])
    #expect(values(found.batches) == [["1"], ["3"]])
    #expect(found.batches.flatMap { $0.refused }.allSatisfy { $0.raw.count <= RowBuilder.refusedText })
  }
}
