import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

@Suite("Reading what changed since")
struct IncrementTests {
  private static let body = "<ask><from>{from}</from><to>{to}</to></ask>"
  /// 2026-02-02 10:40:00 in Beijing.
  private static let now: Int64 = 1_770_000_000

  private func read(
    _ rows: [(id: String, name: String, at: String)], from checkpoint: Checkpoint? = nil, cursor: String = "at"
  ) async throws -> (ReadResult, String) {
    let server = try ScriptedServer([ScriptedServer.Reply(ServiceSample.page(rows: rows))])
    let load = SourceLoad.incremental(Increment(cursor: cursor, overlap: 60, skew: 600))
    let result = await ReadResult.of(
      ServiceSample.request(server, body: Self.body, load: load, now: Self.now), from: checkpoint)
    return (result, try await server.requests().first?.text ?? "")
  }

  @Test("The next read begins at the greatest cursor less the overlap, and ends at the clock")
  func next() async throws {
    let (first, asked) = try await read([
      (id: "1", name: "a", at: "2026-02-01 00:00:00"), (id: "2", name: "b", at: "2026-01-31 00:00:00"),
    ])
    #expect(first.error == nil && first.rows.count == 2)
    #expect(asked.contains("<from>1970-01-01 08:00:00</from><to>2026-02-02 10:40:00</to>"))
    let (second, then) = try await read([], from: first.summary?.checkpoint)
    #expect(then.contains("<from>2026-01-31 23:59:00</from>"))
    #expect(second.summary?.checkpoint == first.summary?.checkpoint)
  }

  @Test("A cursor far in the future is delivered and does not move the next read; one a little ahead moves it to the bound")
  func future() async throws {
    let (far, _) = try await read([
      (id: "1", name: "a", at: "2026-02-01 00:00:00"), (id: "2", name: "b", at: "2999-12-31 00:00:00"),
    ])
    #expect(far.rows.count == 2)
    let (_, asked) = try await read([], from: far.summary?.checkpoint)
    #expect(asked.contains("<from>2026-01-31 23:59:00</from>"))
    let (near, _) = try await read([(id: "1", name: "a", at: "2026-02-02 10:45:00")])
    let (_, then) = try await read([], from: near.summary?.checkpoint)
    #expect(then.contains("<from>2026-02-02 10:39:00</from>"))
  }

  @Test("A read of nothing goes on from its bound, and never goes back")
  func empty() async throws {
    let (first, _) = try await read([])
    let (second, asked) = try await read(
      [(id: "1", name: "a", at: "2020-01-01 00:00:00")], from: first.summary?.checkpoint)
    #expect(asked.contains("<from>2026-02-02 10:39:00</from>"))
    #expect(second.summary?.checkpoint == first.summary?.checkpoint)
  }

  @Test("A cursor that cannot be read refuses its row; a row without one is delivered")
  func malformed() async throws {
    let (result, _) = try await read([
      (id: "1", name: "a", at: "canary"), (id: "2", name: "b", at: ""), (id: "3", name: "c", at: "2026-02-01 00:00:00"),
    ])
    #expect(result.ids == ["2", "3"] && result.lines == [2, 3] && result.summary?.refused == 1)
    let row = try #require(result.refused.first)
    #expect(row.reason == "cursor-malformed" && row.field == "at" && row.line == 1 && !row.detail.contains("canary"))
  }

  @Test("A position within a read keeps its bound and its start")
  func position() throws {
    var position = ReadPosition(page: 4, bound: 9_000_000, from: 1_000_000)
    position.row = 2
    position.line = 40
    position.greatest = 8_000_000
    let values = try #require(CheckpointText.read(position.checkpoint.rawValue))
    #expect(ReadPosition(values) == position)
    #expect(position.next.rawValue == "{\"from\":8000000}")
  }

  @Test("An incremental load needs its cursor and a {from}")
  func settings() async throws {
    let (unnamed, _) = try await read([], cursor: "")
    #expect(unnamed.error?.code == "option-missing")
    let server = try ScriptedServer([])
    let load = SourceLoad.incremental(Increment(cursor: "at"))
    let deaf = await ReadResult.of(ServiceSample.request(server, body: "<ask/>", load: load))
    #expect(deaf.error?.code == "template-unsuitable")
  }
}
