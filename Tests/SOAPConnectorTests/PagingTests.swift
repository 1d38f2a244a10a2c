import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

@Suite("Reading page by page", .timeLimit(.minutes(2)))
struct PagingTests {
  private func replies(_ pages: [[Int]]) -> [ScriptedServer.Reply] {
    pages.map { ScriptedServer.Reply(ServiceSample.page($0)) }
  }

  private func asked(_ server: ScriptedServer) async throws -> [String] {
    try await server.requests().map { request in
      request.text.firstMatch(of: #/<page>(\d+)</page>/#).map { String($0.1) } ?? "none"
    }
  }

  @Test("Pages follow one another until one is without records; the tap sees every byte")
  func pages() async throws {
    let server = try ScriptedServer(replies([[1, 2], [3], []]))
    let connector = try SOAPConnector(ServiceSample.request(server))
    var ids: [String?] = []
    var tapped = 0
    let summary = try await connector.read(
      from: nil, batchRows: 2_000, tap: { tapped += $0.count },
      into: { batch in ids += (0..<batch.rows).map { batch.string(row: $0, column: 0) } })
    #expect(ids == ["1", "2", "3"] && summary.rows == 3 && summary.bytes == UInt64(tapped) && tapped > 0)
    #expect(try await asked(server) == ["1", "2", "3"])
  }

  @Test("FE-01 From any checkpoint the rest follows, once each")
  func checkpoints() async throws {
    let pages = [[1, 2, 3], [4, 5], [6], []]
    let first = try ScriptedServer(replies(pages))
    let whole = await ReadResult.of(ServiceSample.request(first), batchRows: 2)
    #expect(whole.ids == ["1", "2", "3", "4", "5", "6"] && whole.batches == [2, 2, 2])
    for (index, mark) in whole.marks.enumerated() {
      let page = [0, 1, 2][index]
      let server = try ScriptedServer(replies(Array(pages[page...])))
      let rest = await ReadResult.of(ServiceSample.request(server), from: mark, batchRows: 2)
      #expect(rest.error == nil && rest.ids == Array(whole.ids[((index + 1) * 2)...]))
      #expect(rest.lines == Array(whole.lines[((index + 1) * 2)...]))
      #expect(try await asked(server).first == "\(page + 1)")
    }
  }

  private func counted(_ pages: [([Int], Int)]) -> [ScriptedServer.Reply] {
    pages.map { ids, total in
      ScriptedServer.Reply(ServiceSample.page(ids).replacing("<list>", with: "<total>\(total)</total><list>"))
    }
  }

  @Test("Rows that vanish while pages are read: another total, or another number of rows, is an error that may pass")
  func totals() async throws {
    let count: [String: SourceSettings.Value] = ["count": .text("//total")]
    let right = try ScriptedServer(counted([([1, 2], 3), ([3], 3), ([], 3)]))
    #expect(await ReadResult.of(ServiceSample.request(right, count)).ids == ["1", "2", "3"])
    // Row 1 goes, so row 3 moves to the page that was read before.
    let vanished = try ScriptedServer(counted([([1, 2], 5), ([4, 5], 4), ([], 4)]))
    let error = await ReadResult.of(ServiceSample.request(vanished, count)).error
    #expect(error?.code == "pages-incomplete" && error?.persistence == .transient)
    #expect(try await vanished.requests().count == 2)
    let short = try ScriptedServer(counted([([1, 2], 4), ([3], 4), ([], 4)]))
    #expect(await ReadResult.of(ServiceSample.request(short, count)).error?.code == "pages-incomplete")
    let silent = try ScriptedServer(replies([[1]]))
    #expect(await ReadResult.of(ServiceSample.request(silent, count)).error?.code == "count-missing")
  }

  @Test("The first page's total is kept in the checkpoints")
  func totalKept() async throws {
    let count: [String: SourceSettings.Value] = ["count": .text("//total")]
    let first = try ScriptedServer(counted([([1, 2], 3), ([3], 3), ([], 3)]))
    let mark = await ReadResult.of(ServiceSample.request(first, count), batchRows: 2).marks.first ?? nil
    let rest = try ScriptedServer(counted([([2, 3], 2), ([], 2)]))
    #expect(await ReadResult.of(ServiceSample.request(rest, count), from: mark).error?.code == "pages-incomplete")
  }

  @Test("An envelope of something else is no end of the pages")
  func otherEnvelope() async throws {
    let server = try ScriptedServer([
      ScriptedServer.Reply(ServiceSample.page([1])), ScriptedServer.Reply(ServiceSample.envelope("<busy/>")),
    ])
    #expect(await ReadResult.of(ServiceSample.request(server)).error?.code == "answer-not-ok")
  }

  @Test("The same page twice ends the read, so that a service that takes no notice of the page does not go on for ever")
  func repeats() async throws {
    let server = try ScriptedServer(replies([[1, 2], [1, 2]]))
    let result = await ReadResult.of(ServiceSample.request(server))
    #expect(result.error?.code == "pages-repeat" && result.error?.persistence == .terminal)
  }

  @Test("Counting begins where the mapping says, and is bounded")
  func bounds() async throws {
    let pages = SourceSettings(["first": .count(0), "most": .count(2)])
    let server = try ScriptedServer(replies([[1], [2], [3]]))
    let result = await ReadResult.of(ServiceSample.request(server, ["pages": .group(pages)]))
    #expect(result.error?.code == "pages-too-many")
    #expect(try await asked(server) == ["0", "1"])
  }

  @Test("FE-04 A column that was renamed ends the read before a row is delivered")
  func missing() async throws {
    let text = ServiceSample.envelope("<row><id>1</id><title>x</title></row>")
    let server = try ScriptedServer([ScriptedServer.Reply(text), ScriptedServer.Reply(text)])
    let result = await ReadResult.of(ServiceSample.request(server, body: "<ask/>"))
    let error = try #require(result.error)
    #expect(error.code == "missing-column" && error.message.contains("name") && error.message.contains("title"))
    #expect(result.rows.isEmpty)
    let lenient = await ReadResult.of(ServiceSample.request(server, ["optional": .texts(["name"])], body: "<ask/>"))
    #expect(lenient.rows == [["1", nil]])
    let later = try ScriptedServer([
      ScriptedServer.Reply(ServiceSample.envelope("<list><row><id>1</id></row></list>")),
      ScriptedServer.Reply(ServiceSample.page([2])), ScriptedServer.Reply(ServiceSample.page([])),
    ])
    #expect(await ReadResult.of(ServiceSample.request(later)).rows.map { $0[1] } == [nil, "样本2"])
  }

  @Test(
    "A checkpoint of something else is refused",
    arguments: ["", "7", "{}", "{\"page\":1}", "{\"from\":1}", "{\"page\":0,\"row\":1,\"line\":1,\"bound\":1}"])
  func foreign(_ text: String) async throws {
    let server = try ScriptedServer([])
    let result = await ReadResult.of(ServiceSample.request(server), from: Checkpoint(rawValue: text))
    #expect(result.error?.code == "checkpoint-malformed")
    #expect(try await server.requests().isEmpty)
  }

  @Test("What the sink throws is thrown on")
  func sinkFails() async throws {
    struct Stop: Error {}
    let server = try ScriptedServer(replies([[1], []]))
    let connector = try SOAPConnector(ServiceSample.request(server))
    await #expect(throws: Stop.self) { try await connector.read { _ in throw Stop() } }
  }

  @Test("Discovering names the elements of the first record; checking asks once and delivers nothing")
  func discover() async throws {
    let server = try ScriptedServer(replies([[1], [1]]))
    let connector = try SOAPConnector(ServiceSample.request(server, ["action": .text("urn:list")]))
    #expect(
      try await connector.discover() == [
        SourceTable(name: "urn:list", columns: ["id", "name", "at"].map { SourceTable.Column(name: $0) })
      ])
    #expect(try await connector.check().server == "SOAP 1.1")
    await #expect(throws: HubError.self) { try await connector.check() }
    let open = try ScriptedServer(replies([[1]]))
    let request = ServiceSample.request(
      open, ["authentication": .text("basic")], secret: ["user": "u", "password": "p"])
    #expect(try await SOAPConnector(request).check().notes.count == 1)
  }
}
