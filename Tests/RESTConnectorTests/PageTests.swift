import HubConnectorKit
import HubModel
import Testing

@testable import RESTConnector

/// Serves `rows` by page, offset, cursor or link; `total` beside them.
private func paged(_ count: Int, extra: String = "") -> String {
  """
  rows = [{'id': str(i), 'name': '人' + str(i)} for i in range(1, \(count) + 1)]
  def answer(r):
    size = int(r.q.get('size', 3))
    start = int(r.q['offset']) if 'offset' in r.q else int(r.q.get('cursor') or 0) if 'cursor' in r.q else (int(r.q.get('page', 1)) - 1) * size
    data = {'list': rows[start:start + size], 'total': len(rows), 'next': str(start + size) if start + size < len(rows) else None}
    headers = {}
  \(extra)
    return ok({'code': '0', 'data': data}, headers)
  """
}

private let ids = (1...8).map { String($0) }

@Suite("Page after page", .timeLimit(.minutes(2)))
struct PageTests {
  @Test("By page, by offset and by cursor, the parameters filled in", arguments: ["page", "offset", "cursor"])
  func kinds(kind: String) async throws {
    let server = try ScriptedServer(paged(8))
    let pagination: SourceSettings.Value =
      kind == "cursor"
      ? group(["kind": .text("cursor"), "path": .text("data.next"), "size": .count(3)])
      : group(["kind": .text(kind), "size": .count(3)])
    let values: [String: SourceSettings.Value] = [
      "pagination": pagination, "query": .table([kind: "{\(kind)}", "size": "{limit}"]), "count": .text("data.total"),
    ]
    let found = try await ReadSample(RESTConnector(request(server, values)))
    #expect(found.ids == ids && found.sizes == [8])
    #expect(found.summary?.rows == 8 && found.summary?.header == ["id", "name"] && found.summary?.checkpoint == nil)
    #expect(found.summary?.bytes == UInt64(found.tapped.count))
    let asked = try await server.requests().map { $0.query[kind] }
    let expected: [String?] = kind == "page" ? ["1", "2", "3"] : kind == "offset" ? ["0", "3", "6"] : [nil, "3", "6"]
    #expect(asked == expected)
  }

  @Test("A full last page is followed by an empty one")
  func emptyEnd() async throws {
    let server = try ScriptedServer(paged(6))
    let found = try await ReadSample(RESTConnector(request(server, threes)))
    #expect(found.ids == Array(ids.prefix(6)))
    #expect(try await server.requests().count == 3)
  }

  @Test("By the Link header and by an address in the page", arguments: [true, false])
  func links(byHeader: Bool) async throws {
    let extra =
      byHeader
      ? "  if data['next']: headers['Link'] = '</rows?cursor=' + data['next'] + '>; rel=\"next\"'"
      : "  if data['next']: data['next'] = '?cursor=' + data['next']"
    let server = try ScriptedServer(paged(8, extra: extra))
    var kind: [String: SourceSettings.Value] = ["kind": .text("link")]
    if !byHeader { kind["path"] = .text("data.next") }
    let connector = try RESTConnector(request(server, ["pagination": group(kind)]))
    let found = try await ReadSample(connector, batchRows: 2)
    #expect(found.ids == ids && found.sizes == [2, 2, 2, 2])
    let half = try await ReadSample(connector, batchRows: 2, stop: 2)
    #expect(try await ReadSample(connector, from: half.checkpoint).ids == Array(ids.dropFirst(4)))
  }

  @Test(
    "A link to another origin is not followed",
    arguments: ["http://localhost:%d/rows", "https://127.0.0.1:%d/rows", "//evil/rows"])
  func elsewhere(link: String) async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        port = r.headers['Host'].split(':')[1]
        return ok({'data': {'list': [{'id': '1', 'name': 'x'}], 'next': '\(link)'.replace('%d', port)}})
      """)
    let kind = group(["kind": .text("link"), "path": .text("data.next")])
    let error = await failure(request(server, ["pagination": kind]))
    #expect(error?.code == "link-elsewhere" && error?.persistence == .terminal)
    #expect(try await server.requests().count == 1)
  }

  @Test("The same page twice in a row ends the read, whatever stands around it")
  func repeating() async throws {
    let server = try ScriptedServer(
      "def answer(r): return ok({'at': r.n, 'data': {'list': [{'id': str(i), 'name': 'x'} for i in range(3)]}})")
    let error = await failure(request(server, threes))
    #expect(error?.code == "pages-repeat" && error?.persistence == .terminal)
    #expect(try await server.requests().count == 2)
  }

  @Test("A cursor that does not move ends the read; one behind the last page is its end")
  func standingCursor() async throws {
    let script = """
      def answer(r):
        rows = [] if r.q.get('cursor') == 'end' else [{'id': str(r.n), 'name': 'x'}]
        return ok({'data': {'list': rows, 'next': 'NEXT'}})
      """
    let values: [String: SourceSettings.Value] = [
      "pagination": group(["kind": .text("cursor"), "path": .text("data.next")]), "query": .table(["cursor": "{cursor}"]),
    ]
    let stuck = try ScriptedServer(script.replacing("NEXT", with: "same"))
    #expect(await failure(request(stuck, values))?.code == "pages-repeat")
    let ended = try ScriptedServer(script.replacing("NEXT", with: "end"))
    #expect(try await ReadSample(RESTConnector(request(ended, values))).ids == ["1"])
  }

  @Test("The number of pages is bounded")
  func bounded() async throws {
    let server = try ScriptedServer(paged(30))
    let error = await failure(request(server, threes.merging(["pages_at_most": .count(4)]) { $1 }))
    #expect(error?.code == "too-many-pages")
    #expect(try await server.requests().count == 4)
  }

  @Test("Another total than what came is an error that may pass; no total is one that stays")
  func total() async throws {
    let server = try ScriptedServer(paged(8, extra: "  data['total'] = 9"))
    let error = await failure(request(server, threes.merging(["count": .text("data.total")]) { $1 }))
    #expect(error?.code == "pages-incomplete" && error?.persistence == .transient)
    #expect(await failure(request(server, threes.merging(["count": .text("data.sum")]) { $1 }))?.code == "count-missing")
  }

  @Test("Rows that vanish while pages are read change the total: an error that may pass, as soon as it shows")
  func vanished() async throws {
    let server = try ScriptedServer(paged(8, extra: "  if r.n > 1: data['total'] = 7"))
    let error = await failure(request(server, threes.merging(["count": .text("data.total")]) { $1 }))
    #expect(error?.code == "pages-incomplete" && error?.persistence == .transient)
    #expect(try await server.requests().count == 2)
  }

  @Test("Errors show the address that was configured, never the path of a link")
  func shownAddress() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        if r.path != '/rows': return 404, {}, b''
        return ok({'data': {'list': [{'id': '1', 'name': 'x'}], 'next': '/CANARY'}})
      """)
    let kind = group(["kind": .text("link"), "path": .text("data.next")])
    let error = await failure(request(server, ["pagination": kind]))
    #expect(error?.code == "http-status" && error?.message.contains("/rows") == true)
    #expect(error?.message.contains("CANARY") == false)
  }

  @Test("Read on from any batch, the rest comes, and behind the last one nothing")
  func tails() async throws {
    let server = try ScriptedServer(paged(8))
    let connector = try RESTConnector(request(server, threes.merging(["count": .text("data.total")]) { $1 }))
    for size in 1...5 {
      for stop in 1...(8 / size) {
        let half = try await ReadSample(connector, batchRows: size, stop: stop)
        let rest = try await ReadSample(connector, from: half.checkpoint, batchRows: size)
        #expect(half.ids + rest.ids == ids)
      }
    }
    let whole = try await ReadSample(connector)
    #expect(try await ReadSample(connector, from: whole.checkpoint).rows.isEmpty)
  }

  @Test("A long page streams in batches; a body cut short is asked for again and nothing comes twice")
  func cutBody() async throws {
    let server = try ScriptedServer(
      """
      rows = [{'id': str(i), 'name': '长' * 300} for i in range(4000)]
      def answer(r):
        status, headers, body = ok({'data': {'list': rows}})
        if r.n == 1: return status, {'Content-Length': str(len(body))}, body[:len(body) // 2]
        return status, headers, body
      """)
    let found = try await ReadSample(RESTConnector(request(server)), batchRows: 100)
    #expect(found.ids == (0..<4000).map { String($0) } && found.sizes.allSatisfy { $0 <= 100 })
    #expect(try await server.requests().count == 2)
    #expect(found.summary?.bytes == UInt64(found.tapped.count))
  }

  @Test("A page that comes otherwise the second time is no page to go on with")
  func changedPage() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        rows = [{'id': str(i + r.n), 'name': '长' * 300} for i in range(4000)]
        status, headers, body = ok({'data': {'list': rows}})
        return status, {'Content-Length': str(len(body))}, body[:len(body) // 2] if r.n == 1 else body
      """)
    let error = await failure(request(server))
    #expect(error?.code == "page-changed" && error?.persistence == .transient)
  }

  @Test("A source without rows calls the taker not at all", arguments: ["{'data': {'list': []}}", "{'data': {'list': None}}"])
  func empty(page: String) async throws {
    let server = try ScriptedServer("def answer(r): return ok(\(page))")
    let found = try await ReadSample(RESTConnector(request(server, threes)))
    #expect(found.sizes.isEmpty && found.summary?.rows == 0)
  }

  @Test("No content is no rows")
  func noContent() async throws {
    let server = try ScriptedServer("def answer(r): return 204, {}, b''")
    let found = try await ReadSample(RESTConnector(request(server)))
    #expect(found.summary?.rows == 0)
  }

  @Test("A request goes by POST with a body, and names of parameters are the interface's own")
  func post() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        asked = json.loads(r.body)
        rows = [{'id': str(i), 'name': 'x'} for i in range(5)][(asked['pageNo'] - 1) * 2:asked['pageNo'] * 2]
        return ok({'data': {'list': rows}})
      """)
    let values: [String: SourceSettings.Value] = [
      "pagination": group(["kind": .text("page"), "size": .count(2)]), "body": .text(#"{"pageNo":{page},"day":"{today}"}"#),
      "headers": .table(["X-Request": "{request_id}"]),
    ]
    let found = try await ReadSample(RESTConnector(request(server, values)))
    #expect(found.ids == ["0", "1", "2", "3", "4"])
    let asked = try await server.requests()
    #expect(asked.allSatisfy { $0.method == "POST" && $0.headers["content-type"] == "application/json" })
    #expect(asked.first?.body == #"{"pageNo":1,"day":"2026-01-02"}"#)
    #expect(Set(asked.map { $0.headers["x-request"] ?? "" }).count == 3)
  }
}
