import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

@Suite("How the SOAP connector understands an answer")
struct AnswerTests {
  private func read(
    _ reply: ScriptedServer.Reply, _ settings: [String: SourceSettings.Value] = [:], columns: [String] = ["id", "name"]
  ) async throws -> ReadResult {
    let server = try ScriptedServer([reply])
    return await ReadResult.of(ServiceSample.request(server, settings, columns: columns, body: "<ask/>"))
  }

  private func read(_ text: String, _ settings: [String: SourceSettings.Value] = [:]) async throws -> ReadResult {
    try await read(ScriptedServer.Reply(text), settings)
  }

  @Test("Records become rows, with their element as raw text; absent, empty and nil are told apart")
  func rows() async throws {
    let xsi = "xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\""
    let rows =
      "<row><id>1</id><name> a&amp;b </name></row><row><id>2</id></row><row><id>3</id><name/></row>"
      + "<row \(xsi)><id>4</id><name x:nil=\"true\"/></row>"
    let result = try await read(ServiceSample.envelope(rows))
    #expect(result.error == nil && result.rows == [["1", " a&b "], ["2", nil], ["3", ""], ["4", nil]])
    #expect(result.lines == [1, 2, 3, 4] && result.raw.first == "<row><id>1</id><name> a&amp;b </name></row>")
    #expect(result.summary?.rows == 4 && result.summary?.checkpoint == nil)
  }

  @Test("A doubled element refuses its row, unless the path says which one is meant")
  func doubled() async throws {
    let text = ServiceSample.envelope("<row><id>1</id><name>a</name><name>b</name></row><row><id>2</id><name>c</name></row>")
    let result = try await read(text)
    #expect(result.rows == [["2", "c"]] && result.refused.map(\.reason) == ["duplicate-field"])
    #expect(result.refused.first?.field == "name" && result.lines == [2])
    for (path, value) in [("name[2]", "b"), ("*[last()]", "b")] {
      #expect(try await read(text, ["paths": .table(["name": path])]).rows.first == ["1", value])
    }
  }

  @Test("Elements are counted before a tree is built of them")
  func elements() throws {
    let text = Array("<a><b/>&lt;<c></c></a>".utf8)
    #expect(try AnswerText.checkedElements(text) == 3)
    #expect(try AnswerText.checkedElements(text, before: 4) == 7)
    #expect(throws: HubError.self) { try AnswerText.checkedElements(text, before: AnswerText.elementsAtMost) }
  }

  @Test("Namespaces are named by prefixes of the mapping's own; a default path finds a child in any")
  func namespaces() async throws {
    let text = ServiceSample.envelope(
      "<a:list xmlns:a=\"urn:a\"><a:row a:no=\"7\"><a:id>1</a:id><b><c>x</c></b></a:row><row/></a:list>")
    let result = try await read(
      ScriptedServer.Reply(text),
      [
        "records": .text("//d:row"), "namespaces": .table(["d": "urn:a"]),
        "paths": .table(["number": "@d:no", "deep": "b/c"]),
      ], columns: ["id", "number", "deep"])
    #expect(result.error == nil && result.rows == [["1", "7", "x"]])
  }

  @Test(
    "A fault is transient or terminal by its code, whatever status it comes with",
    arguments: [
      ("Client", 500, false), ("Server", 500, true), ("Server", 200, true), ("Client.Authentication", 200, false),
      ("Server.userException", 500, true), ("VersionMismatch", 500, false), ("E042", 500, false),
    ])
  func faults(_ code: String, status: Int, mayPass: Bool) async throws {
    let result = try await read(ScriptedServer.Reply(ServiceSample.fault11(code, "canary"), status: status))
    #expect(result.error?.code == "soap-fault" && result.error?.persistence == (mayPass ? .transient : .terminal))
    #expect(result.error?.description.contains("canary") == false && result.rows.isEmpty)
  }

  @Test("Faults of SOAP 1.2 are read too", arguments: [("Sender", 400, false), ("Receiver", 500, true)])
  func faults12(_ code: String, status: Int, mayPass: Bool) async throws {
    let result = try await read(
      ScriptedServer.Reply(ServiceSample.fault12(code, "canary"), status: status), ["version": .text("1.2")])
    #expect(result.error?.code == "soap-fault" && result.error?.persistence == (mayPass ? .transient : .terminal))
  }

  @Test("The mapping's own words decide over the code, the longest first")
  func faultWords() async throws {
    let words: [String: SourceSettings.Value] = ["faults": .table(["忙": "transient", "忙，已停用": "terminal"])]
    #expect(try await read(ServiceSample.fault11("Client", "系统忙"), words).error?.persistence == .transient)
    #expect(try await read(ServiceSample.fault11("Server", "系统忙，已停用"), words).error?.persistence == .terminal)
    let wrong = try await read(ServiceSample.fault11("Client", ""), ["faults": .table(["a": "often"])])
    #expect(wrong.error?.code == "option-malformed")
  }

  @Test(
    "A status without a fault is an error by its number",
    arguments: [(401, false), (404, false), (302, false), (503, true), (500, true)])
  func statuses(_ status: Int, mayPass: Bool) async throws {
    let result = try await read(ScriptedServer.Reply("<html>canary</html>", status: status))
    #expect(result.error?.code == "http-status" && result.error?.persistence == (mayPass ? .transient : .terminal))
    #expect(result.error?.description.contains("canary") == false)
  }

  @Test("What is no envelope is refused", arguments: [("<html/>", "envelope-missing"), ("", "answer-empty")])
  func noEnvelope(_ text: String, _ code: String) async throws {
    #expect(try await read(text).error?.code.rawValue == code)
  }

  @Test("A document type and its entities are refused, and no row of the answer is used")
  func entities() async throws {
    let page = ServiceSample.page(rows: [(id: "1", name: "&c;", at: "")])
    for type in ["<!DOCTYPE r [<!ENTITY c \"canary\">]>", "<!DOCTYPE r [<!ENTITY c SYSTEM \"file:///etc/hostname\">]>"] {
      let result = try await read(type + page)
      #expect(result.error?.code == "xml-doctype" && result.rows.isEmpty)
      #expect(result.error?.description.contains("canary") == false)
    }
    #expect(try await read("<!DOCTYPE r>" + ServiceSample.page([1])).error?.code == "xml-doctype")
  }

  @Test("FF-01 NUL and what else XML cannot hold fails the page, and no row of it is used")
  func characters() async throws {
    for bad in ["\u{0}", "&#0;", "\u{1}", "&#x1;"] {
      let result = try await read(ServiceSample.page(rows: [(id: "1", name: "a", at: ""), (id: "2", name: bad, at: "")]))
      #expect(result.error?.persistence == .terminal && result.rows.isEmpty)
    }
    #expect(try await read(ServiceSample.page(rows: [(id: "1", name: "\u{0}", at: "")])).error?.code == "xml-malformed")
    let cut = try await read(ScriptedServer.Reply(bytes: Array(ServiceSample.page([1]).utf8) + [0xFF]))
    #expect(cut.error?.code == "undecodable-bytes" && cut.rows.isEmpty)
  }

  @Test("An answer in UTF-8 where GBK is declared is noticed")
  func mismatch() async throws {
    let rows = (1...9).map { (id: "\($0)", name: "样本人员", at: "") }
    #expect(try await read(ServiceSample.page(rows: rows), ["encoding": .text("GBK")]).error?.code == "encoding-mismatch")
  }
}
