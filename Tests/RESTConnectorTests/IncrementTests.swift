import HubConnectorKit
import HubModel
import Testing

@testable import RESTConnector

/// Rows ordered by (updated, id) from `from` on, three a page. `state['rows']` may be added to by POST.
private let script = """
  state['rows'] = [dict(zip(('id', 'updated'), row)) for row in ROWS]
  def answer(r):
    if r.method == 'POST':
      state['rows'] += json.loads(r.body)
      return ok({})
    rows = sorted(state['rows'], key=lambda row: (row['updated'], int(row['id'])))
    rows = [row for row in rows if row['updated'] >= r.q.get('from', '') and row['updated'] <= r.q.get('to', '9')]
    start = (int(r.q['page']) - 1) * 3
    return ok({'data': {'list': rows[start:start + 3]}})
  """

private func serving(_ rows: [(Int, String)]) throws -> ScriptedServer {
  let list = rows.map { "('\($0)', '\($1)')" }.joined(separator: ", ")
  return try ScriptedServer(script.replacing("ROWS", with: "[\(list)]"))
}

private func asking(
  _ server: ScriptedServer, _ values: [String: SourceSettings.Value] = [:], overlap: Int = 300, clock: TestClock = TestClock()
) throws -> RESTConnector {
  let own: [String: SourceSettings.Value] = [
    "pagination": group(["kind": .text("page"), "size": .count(3)]),
    "query": .table(["page": "{page}", "from": "{from}", "to": "{to}"]),
  ]
  return try RESTConnector(
    request(
      server, own.merging(values) { $1 }, columns: ["id", "updated"],
      load: .incremental(Increment(cursor: "updated", overlap: overlap, skew: 600)), clock: clock))
}

private let moments = ["2026-01-01 00:00:01", "2026-01-01 00:00:02", "2026-01-01 00:00:03"]

@Suite("Reading what changed", .timeLimit(.minutes(2)))
struct IncrementTests {
  @Test("FE-01: stopped half-way through equal timestamps, the rest comes once each")
  func stopped() async throws {
    let server = try serving([(1, moments[0]), (2, moments[0]), (3, moments[1]), (4, moments[1]), (5, moments[2])])
    let connector = try asking(server)
    for size in 1...4 {
      let half = try await ReadSample(connector, batchRows: size, stop: 1)
      let rest = try await ReadSample(connector, from: half.checkpoint, batchRows: size)
      #expect(half.ids + rest.ids == ["1", "2", "3", "4", "5"])
    }
  }

  @Test("FE-01: ten rows of one timestamp, three a page, all come and the read ends")
  func equal() async throws {
    let server = try serving((1...10).map { ($0, moments[2]) })
    let connector = try asking(server)
    let whole = try await ReadSample(connector)
    #expect(whole.ids == (1...10).map { String($0) })
    let again = try await ReadSample(connector, from: whole.summary?.checkpoint)
    #expect(again.ids == whole.ids)
  }

  @Test("The next read begins at the greatest cursor less the overlap, inclusive, and ends at its own begin")
  func window() async throws {
    let server = try serving([(1, "2026-01-01 00:00:00"), (2, "2026-01-01 10:00:00")])
    let clock = TestClock()
    let connector = try asking(server, clock: clock)
    let first = try await ReadSample(connector)
    clock.advance(60)
    let second = try await ReadSample(connector, from: first.summary?.checkpoint)
    #expect(second.ids == ["2"])
    let asked = try await server.requests().map(\.query)
    #expect(asked[0]["from"] == nil && asked[0]["to"] == "2026-01-02 03:04:05")
    #expect(asked[1]["from"] == "2026-01-01 09:55:00" && asked[1]["to"] == "2026-01-02 03:05:05")
    let third = try await ReadSample(connector, from: second.summary?.checkpoint)
    #expect(third.summary?.checkpoint == first.summary?.checkpoint)
  }

  @Test("A row from the future is delivered and moves nothing")
  func future() async throws {
    let server = try serving([(1, moments[0]), (2, "2026-01-02 03:14:06"), (3, "2026-01-02 03:14:05")])
    let values: [String: SourceSettings.Value] = ["query": .table(["page": "{page}", "from": "{from}"])]
    let found = try await ReadSample(try asking(server, values))
    #expect(found.ids == ["1", "3", "2"])
    // Ten minutes of skew: 03:14:05 is just sane, and yet the next read begins no later than this one did.
    #expect(found.summary?.checkpoint == RESTCheckpoint.next(TestClock.start * 1000).checkpoint)
  }

  @Test("A first read without {from} leaves the parameter out, unless `since` gives one")
  func since() async throws {
    let server = try serving([(1, moments[0])])
    _ = try await ReadSample(try asking(server, ["since": .text("1990-01-01 00:00:00")]))
    #expect(try await server.requests()[0].query["from"] == "1990-01-01 00:00:00")
  }

  @Test("By a number that grows: the overlap is one of numbers, and there is no upper bound")
  func numbers() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        first = int(r.q.get('from', 1))
        return ok({'data': {'list': [{'id': str(i), 'seq': i} for i in range(first, 8)]}})
      """)
    let values: [String: SourceSettings.Value] = ["query": .table(["from": "{from}"]), "time_format": .text("number")]
    let load = SourceLoad.incremental(Increment(cursor: "seq", overlap: 2))
    let connector = try RESTConnector(request(server, values, columns: ["id"], load: load))
    let first = try await ReadSample(connector)
    #expect(first.ids.count == 7 && first.summary?.checkpoint == RESTCheckpoint.next(7).checkpoint)
    #expect(try await ReadSample(connector, from: first.summary?.checkpoint).ids == ["5", "6", "7"])
    #expect(connector.configuration.time.start(1, overlap: 300) == 0)
    #expect(connector.configuration.time.start(.min, overlap: 300) == .min)
  }

  @Test("By the interface's own cursor: the last one is where the next read begins")
  func opaque() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        at = int(r.q.get('cursor') or 0)
        rows = [{'id': str(i), 'name': 'x'} for i in range(at, min(at + 3, 8))]
        return ok({'data': {'list': rows, 'next': str(at + len(rows))}})
      """)
    let values: [String: SourceSettings.Value] = [
      "pagination": group(["kind": .text("cursor"), "path": .text("data.next")]), "query": .table(["cursor": "{cursor}"]),
    ]
    let connector = try RESTConnector(request(server, values, load: .incremental(Increment(cursor: nil))))
    let first = try await ReadSample(connector)
    #expect(first.ids.count == 8 && first.summary?.checkpoint == RESTCheckpoint.resume("8").checkpoint)
    #expect(try await ReadSample(connector, from: first.summary?.checkpoint).rows.isEmpty)
  }

  @Test("Cursors that are written otherwise than declared are an error, not a read that never goes on")
  func unreadable() async throws {
    let server = try serving([(1, "02/01/2026")])
    let values: [String: SourceSettings.Value] = ["query": .table(["page": "{page}", "from": "{from}"])]
    let error = await #expect(throws: HubError.self) { _ = try await ReadSample(try asking(server, values)) }
    #expect(error?.code == "cursor-unreadable")
  }

  @Test("A checkpoint of another load or of something else is refused")
  func foreign() async throws {
    let server = try serving([])
    let connector = try asking(server)
    for text in ["12", "{\"resume\":\"c\"}", "{\"cursor\":\"c\",\"row\":0,\"rows\":0,\"to\":1}"] {
      let error = await #expect(throws: HubError.self) {
        _ = try await ReadSample(connector, from: Checkpoint(rawValue: text))
      }
      #expect(error?.code == "checkpoint-malformed")
    }
  }
}
