import Foundation
import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

@Suite("A document within the answer")
struct InnerDocumentTests {
  private let document = "\n<?xml version=\"1.0\" encoding=\"GBK\"?><ROWS><row><id>1</id><name>样本</name></row></ROWS>"

  private func read(
    _ carried: String, _ form: String, _ more: [String: SourceSettings.Value] = [:]
  ) async throws -> ReadResult {
    let server = try ScriptedServer([ScriptedServer.Reply(ServiceSample.envelope("<out code=\"0\">\(carried)</out>"))])
    let inner = SourceSettings(["path": .text("//out"), "encoding": .text(form), "charset": .text("UTF-8")])
    let settings = more.merging(["inner": .group(inner)]) { _, new in new }
    return await ReadResult.of(ServiceSample.request(server, settings, body: "<ask/>"))
  }

  private var escaped: String { document.replacing("<", with: "&lt;").replacing(">", with: "&gt;") }

  @Test("It is read escaped, in CDATA and in base64, whatever encoding it gives itself")
  func forms() async throws {
    let folded = Data(document.utf8).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    for (carried, form) in [(escaped, "escaped"), ("<![CDATA[\(document)]]>", "cdata"), (folded, "base64")] {
      let result = try await read(carried, form)
      #expect(result.error == nil && result.rows == [["1", "样本"]], "\(form)")
    }
  }

  @Test("Bytes in base64 have an encoding of their own")
  func charset() async throws {
    let bytes = try TextEncoder.bytes(document, in: .gb18030)
    let server = try ScriptedServer([
      ScriptedServer.Reply(ServiceSample.envelope("<out>\(Data(bytes).base64EncodedString())</out>"))
    ])
    let inner = SourceSettings(["path": .text("//out"), "encoding": .text("base64"), "charset": .text("GB18030")])
    let result = await ReadResult.of(ServiceSample.request(server, ["inner": .group(inner)], body: "<ask/>"))
    #expect(result.error == nil && result.rows == [["1", "样本"]])
  }

  @Test("An element without text holds no records; one that is missing, no base64 or no XML is an error")
  func broken() async throws {
    #expect(try await read(" \n", "escaped").summary?.rows == 0)
    #expect(try await read("*", "base64").error?.code == "inner-malformed")
    #expect(try await read("&lt;ROWS&gt;", "escaped").error?.persistence == .terminal)
    let elsewhere = SourceSettings(["path": .text("//nowhere")])
    let server = try ScriptedServer([ScriptedServer.Reply(ServiceSample.page([1]))])
    let missing = await ReadResult.of(ServiceSample.request(server, ["inner": .group(elsewhere)], body: "<ask/>"))
    #expect(missing.error?.code == "inner-missing")
  }

  @Test("Its entities are refused as those of the answer are")
  func entities() async throws {
    let bomb = "&lt;!DOCTYPE r [&lt;!ENTITY c \"canary\"&gt;]&gt;&lt;row&gt;&lt;id&gt;&amp;c;&lt;/id&gt;&lt;/row&gt;"
    let result = try await read(bomb, "escaped")
    #expect(result.error?.persistence == .terminal && result.rows.isEmpty)
  }

  @Test("The result code is found in the answer or within, and says whether there are records")
  func ok() async throws {
    func rule(_ path: String, _ equals: String) -> [String: SourceSettings.Value] {
      let rule = SourceSettings([
        "path": .text(path), "equals": .text(equals), "transient": .texts(["9"]), "empty": .texts(["5"]),
      ])
      return ["ok": .group(rule)]
    }
    #expect(try await read(escaped, "escaped", rule("//out/@code", "0")).rows.count == 1)
    #expect(try await read(escaped, "escaped", rule("//row/id", "1")).rows.count == 1)
    let refused = try await read("", "escaped", rule("//out/@code", "1"))
    #expect(refused.error?.code == "answer-not-ok" && refused.error?.persistence == .terminal)
    let busy = try await read("&lt;r&gt;9&lt;/r&gt;", "escaped", rule("/r", "1"))
    #expect(busy.error?.code == "answer-not-ok" && busy.error?.persistence == .transient)
    #expect(try await read("&lt;r&gt;5&lt;/r&gt;", "escaped", rule("/r", "1")).summary?.rows == 0)
    #expect(try await read("&lt;r/&gt;", "escaped", rule("/nothing", "1")).error?.code == "answer-not-ok")
  }
}
