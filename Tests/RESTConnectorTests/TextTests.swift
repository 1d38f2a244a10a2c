import HubConnectorKit
import HubModel
import Testing

@testable import RESTConnector

private let xml: [String: SourceSettings.Value] = ["format": .text("xml"), "records": .text("response.data.row")]

@Suite("Encodings and XML", .timeLimit(.minutes(2)))
struct TextTests {
  @Test("GBK and GB18030 bodies are decoded before they are parsed", arguments: ["GBK", "GB18030", "UTF-16"])
  func encodings(name: String) async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        text = json.dumps({'data': {'list': [{'id': '1', '姓名': '样本瀚'}, {'id': '2', '姓名': '张' * 200000}]}}, ensure_ascii=False)
        return 200, {}, text.encode('\(name.lowercased())')
      """)
    let found = try await ReadSample(RESTConnector(request(server, ["encoding": .text(name)], columns: ["id", "姓名"])))
    #expect(found.rows == [["1", "样本瀚"], ["2", String(repeating: "张", count: 200_000)]])
  }

  @Test("Bytes that mean nothing in the declared encoding refuse their row alone")
  func undecodable() async throws {
    let server = try ScriptedServer(
      """
      def answer(r): return 200, {}, b'{"data":{"list":[{"id":"1","name":"a\\xff"},{"id":"2","name":"b"},{"id":"3","x":"\\xff","name":"c"}]}}'
      """)
    let found = try await ReadSample(RESTConnector(request(server)))
    #expect(found.ids == ["2", "3"] && found.refused == ["undecodable-bytes"])
  }

  @Test("FF-01 over the wire: two rows refused, a real backslash as it was, the others load")
  func unstorable() async throws {
    let server = try ScriptedServer(
      #"""
      def answer(r):
        return ok(b'[{"name":"\xe6\xa0\xb7\\u0000\xe6\x9c\xac"},{"name":"\\ud842"},{"name":"\\\\u0000"},{"name":"end"}]')
      """#)
    let found = try await ReadSample(RESTConnector(request(server, ["records": .text("$")], columns: ["name"])))
    #expect(found.rows == [["\\u0000"], ["end"]])
    #expect(found.refused == ["nul-character", "undecodable-bytes"])
    #expect(found.refusedRaw[0] == #"{"name":"样\u0000本"}"#)
  }

  @Test("XML: elements, attributes, nested ones, absent and empty ones, text behind its escapes")
  func elements() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        return 200, {}, '''<?xml version="1.0" encoding="UTF-8"?>
      <response><code>0</code><data><total>3</total>
      <row id="1"><name>a &amp; b</name><amount>1543.00</amount><owner><name>x</name></owner><tel>1</tel><tel>2</tel></row>
      <!-- between --><row id="2"><name/><amount xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></row>
      <row id="3"><name><![CDATA[<样>]]></name><name>again</name></row>
      </data></response>'''.encode()
      """)
    let paths = ["id": "@id", "owner": "owner.name", "tel": "tel[1]", "whole": "owner"]
    let values: [String: SourceSettings.Value] = [
      "paths": .table(paths), "count": .text("response.data.total"),
      "ok": group(["path": .text("response.code"), "equals": .text("0")]),
    ]
    let columns = ["id", "name", "amount", "owner", "tel", "whole"]
    let found = try await ReadSample(RESTConnector(request(server, xml.merging(values) { $1 }, columns: columns)))
    #expect(
      found.rows == [["1", "a & b", "1543.00", "x", "2", "<name>x</name>"], ["2", "", nil, nil, nil, nil]])
    #expect(found.refused == ["duplicate-field"] && found.summary?.header == ["name", "amount", "owner", "tel"])
    #expect(found.raw[0].hasPrefix("<row id=\"1\"><name>a &amp; b</name>"))
  }

  @Test("XML in GBK, by its own declaration and by ours", arguments: [true, false])
  func encodedXML(isDeclared: Bool) async throws {
    let head = isDeclared ? "<?xml version=\"1.0\" encoding=\"GBK\"?>" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    let server = try ScriptedServer(
      """
      def answer(r): return 200, {}, '\(head)<response><data><row><id>1</id><name>样本</name></row></data></response>'.encode('gbk')
      """)
    let values = xml.merging(isDeclared ? [:] : ["encoding": .text("GBK")]) { $1 }
    #expect(try await ReadSample(RESTConnector(request(server, values))).rows == [["1", "样本"]])
  }

  @Test(
    "XML that is refused as a whole",
    arguments: [
      ("<response><data/></response>", nil), ("<response><other/></response>", "records-missing"),
      ("<response><data><row><id>1</id></data></response>", "xml-malformed"),
      ("<!DOCTYPE r [<!ENTITY e 'x'>]><response><data/></response>", "xml-doctype"), ("", "xml-malformed"),
    ] as [(String, String?)])
  func wholeXML(body: String, code: String?) async throws {
    let server = try ScriptedServer("def answer(r): return 200, {}, \"\"\"\(body)\"\"\".encode()")
    #expect(await failure(request(server, xml))?.code.rawValue == code)
  }

  @Test("Discovering lists names and types of the first page, never values")
  func discovering() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        rows = [{'id': 1, 'name': None, 'o': {'CANARY': 1}}, {'id': 2, 'name': 'CANARY', 'flag': True, 'list': []}]
        return ok({'data': {'list': rows, 'total': 812}})
      """)
    let tables = try await RESTConnector(request(server, ["count": .text("data.total")])).discover()
    let columns = [("id", "number"), ("name", "string"), ("o", "object"), ("flag", "boolean"), ("list", "array")]
    #expect(
      tables == [SourceTable(name: "data.list", columns: columns.map { SourceTable.Column(name: $0.0, type: $0.1) }, rows: 812)])
  }

  @Test("The rate of requests is kept by all who ask")
  func rate() async throws {
    let server = try ScriptedServer("def answer(r): return ok({'data': {'list': []}})")
    let connector = try RESTConnector(request(server, ["rate": group(["per_second": .count(1000)])]))
    _ = try await ReadSample(connector)
    _ = try await ReadSample(connector)
    #expect(try await server.requests().count == 2)
    let rate = RequestRate(perSecond: 50)
    let start = ContinuousClock.now + .seconds(60)
    var moments: [ContinuousClock.Instant] = []
    for later in [0, 0, 5, 100] { moments.append(await rate.reserve(at: start + .milliseconds(later))) }
    #expect(moments.map { start.duration(to: $0) } == [0, 20, 40, 100].map { .milliseconds($0) })
  }
}
