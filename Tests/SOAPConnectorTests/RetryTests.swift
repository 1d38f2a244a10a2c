import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

@Suite("Asking again", .timeLimit(.minutes(2)))
struct RetryTests {
  private let quick = RetryBudget(span: 20_000, attempts: 3, firstPause: 1, longestPause: 2)
  private let page = ScriptedServer.Reply(ServiceSample.page([1]))

  private func read(_ replies: [ScriptedServer.Reply], _ more: [String: SourceSettings.Value] = [:]) async throws -> (
    ReadResult, Int
  ) {
    let server = try ScriptedServer(replies)
    let result = await ReadResult.of(ServiceSample.request(server, more, body: "<ask id='{request_id}'/>", retry: quick))
    let requests = try await server.requests()
    #expect(Set(requests.map(\.text)).count == requests.count, "each attempt has a number of its own")
    return (result, requests.count)
  }

  @Test("A transient fault, a busy status and a busy result code are asked again")
  func again() async throws {
    let busy = SourceSettings(["path": .text("//row/id"), "equals": .text("1"), "transient": .texts(["2"])])
    let (result, count) = try await read(
      [
        ScriptedServer.Reply(ServiceSample.fault11("Server", ""), status: 500), ScriptedServer.Reply(ServiceSample.page([2])),
        page,
      ],
      ["ok": .group(busy)])
    #expect(result.error == nil && result.ids == ["1"] && count == 3)
    let (other, tries) = try await read([ScriptedServer.Reply("", status: 503, headers: ["Retry-After": "1"]), page])
    #expect(other.ids == ["1"] && tries == 2)
  }

  @Test("A terminal fault is not; the budget ends")
  func enough() async throws {
    let (terminal, once) = try await read([ScriptedServer.Reply(ServiceSample.fault11("Client", ""), status: 500), page])
    #expect(terminal.error?.code == "soap-fault" && once == 1)
    let busy = ScriptedServer.Reply(ServiceSample.fault11("Server", ""), status: 500)
    let (spent, count) = try await read([busy, busy, busy, page])
    #expect(spent.error?.code == "soap-fault" && count == 3)
  }

  @Test("A service that asks for more time than the budget has is left alone")
  func leftAlone() async throws {
    let (result, count) = try await read([ScriptedServer.Reply("", status: 503, headers: ["Retry-After": "3600"]), page])
    #expect(result.error?.code == "http-status" && count == 1)
  }

  @Test("A pace is kept to without losing a request")
  func pace() async throws {
    let rate = SourceSettings(["per_second": .count(1000)])
    let (result, count) = try await read(
      [ScriptedServer.Reply(ServiceSample.fault11("Server", "")), page], ["rate": .group(rate)])
    #expect(result.ids == ["1"] && count == 2)
  }

  @Test("A service that is not there is transient")
  func unreachable() async throws {
    let server = try ScriptedServer([])
    var request = ServiceSample.request(server)
    request.settings.values["url"] = .text("http://127.0.0.1:1/service")
    let error = await ReadResult.of(request).error
    #expect(error?.code == "connection-refused" && error?.persistence == .transient)
  }
}
