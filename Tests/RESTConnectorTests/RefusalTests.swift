import HubConnectorKit
import HubModel
import Testing

@testable import RESTConnector

private let accepted: [String: SourceSettings.Value] = ["ok": group(["path": .text("code"), "equals": .text("200")])]

@Suite("What interfaces refuse", .timeLimit(.minutes(2)))
struct RefusalTests {
  @Test("Status 200 with a code that says no is an error, never an empty source")
  func code() async throws {
    let server = try ScriptedServer("def answer(r): return ok({'code': '500', 'msg': 'CANARY', 'data': {'list': []}})")
    let error = await failure(request(server, accepted, retry: .none))
    #expect(error?.code == "upstream-refused" && error.map { "\($0)" }?.contains("CANARY") == false)
  }

  @Test("A code that says no once is asked again; rows before it are not delivered twice")
  func codeOnce() async throws {
    let server = try ScriptedServer(
      "def answer(r): return ok({'data': {'list': [{'id': '1', 'name': 'x'}]}, 'code': 500 if r.n == 1 else 200})")
    let found = try await ReadSample(RESTConnector(request(server, accepted)), batchRows: 1)
    #expect(found.ids == ["1"])
  }

  @Test("429 with Retry-After is waited for, within the budget of retries alone")
  func retryAfter() async throws {
    let script = """
      def answer(r):
        if r.n == 1: return 429, {'Retry-After': 'SECONDS'}, b''
        return ok({'data': {'list': [{'id': '1', 'name': 'x'}]}})
      """
    let patient = try ScriptedServer(script.replacing("SECONDS", with: "1"))
    #expect(try await ReadSample(RESTConnector(request(patient))).ids == ["1"])
    let overdue = try ScriptedServer(script.replacing("SECONDS", with: "3600"))
    let error = await failure(request(overdue))
    #expect(error?.code == "http-status" && error?.persistence == .transient)
    #expect(try await overdue.requests().count == 1)
  }

  @Test(
    "Other statuses are errors by their number; a redirect is not followed",
    arguments: [(302, false), (400, false), (403, false), (404, false), (500, true), (503, true)])
  func statuses(status: Int, mayPass: Bool) async throws {
    let server = try ScriptedServer("def answer(r): return \(status), {'Location': 'http://127.0.0.1:1/'}, b'CANARY'")
    let error = await failure(request(server, retry: .none))
    #expect(error?.code == "http-status" && error?.persistence == (mayPass ? .transient : .terminal))
    #expect(error?.message.contains("\(status)") == true)
    #expect(try await server.requests().count == 1)
  }

  @Test("A fault that passes is tried again")
  func passing() async throws {
    let server = try ScriptedServer(
      "def answer(r): return (503, {}, b'') if r.n < 3 else ok({'data': {'list': [{'id': '1', 'name': 'x'}]}})")
    #expect(try await ReadSample(RESTConnector(request(server))).ids == ["1"])
    #expect(try await server.requests().count == 3)
  }

  @Test(
    "What is no JSON, and what has no records, are errors",
    arguments: [("<html>", "json-malformed"), ("{}", "records-missing")])
  func otherBodies(body: String, code: String) async throws {
    let server = try ScriptedServer("def answer(r): return 200, {}, b'\(body)'")
    #expect(await failure(request(server))?.code.rawValue == code)
  }

  @Test("FE-04: a column that no record has any more stops the read and names what came in its place")
  func renamed() async throws {
    let server = try ScriptedServer(
      "def answer(r): return ok({'data': {'list': [{'信用代码': '1', '法定代表人': 'CANARY', '备注': None}]}})")
    let error = await failure(request(server, columns: ["信用代码", "法人"]))
    #expect(error?.code == "missing-column")
    for name in ["`法人`", "法定代表人", "备注"] { #expect(error?.message.contains(name) == true) }
    #expect(error?.message.contains("CANARY") == false)
    let load = SourceLoad.incremental(Increment(cursor: "信用代码"))
    let increment: [String: SourceSettings.Value] = ["time_format": .text("number"), "query": .table(["from": "{from}"])]
    #expect(await failure(request(server, increment, columns: ["信用代码", "法人"], load: load))?.code == "missing-column")
    let strange = await failure(request(server, columns: ["法人"]))
    #expect(strange?.message.contains("法定代表人") == false)
    let tolerant = try RESTConnector(request(server, ["optional": .texts(["法人"])], columns: ["信用代码", "法人"]))
    #expect(try await ReadSample(tolerant).rows == [["1", nil]])
  }

  @Test("Names that look like values, or are too long, are withheld")
  func names() {
    #expect(ShownName.list(["法人", "a123b", "a1234b", String(repeating: "x", count: 121), ""]).hasPrefix("法人, a123b, (name"))
    #expect(!ShownName.list(["a1234b", "１２３４"]).contains("3"))
    #expect(ShownName.list((0..<30).map { "n\($0)" }).hasSuffix("n19, …"))
    var names = RecordNames()
    names.note([UInt8](repeating: 0x61, count: 257), turn: 0, type: "string")
    for index in 0..<2_000 {
      let name = Array("\(index)".utf8)
      names.note(name + [UInt8](repeating: 0x61, count: 256 - name.count), turn: index + 1, type: "string")
    }
    #expect(names.texts.count == 256)
  }

  @Test("Settings that cannot work are said at once")
  func settings() throws {
    let server = try ScriptedServer("def answer(r): return ok({})")
    let paged = group(["kind": .text("page"), "size": .count(3)])
    #expect(configurationFailure(request(server, ["pagination": paged])) == "template-missing")
    #expect(configurationFailure(request(server, ["query": .table(["p": "{pgae}"])])) == "template-malformed")
    #expect(configurationFailure(request(server, ["records": .text("a..b")])) == "path-malformed")
    #expect(configurationFailure(request(server, ["paths": .table(["id": "a["])])) == "path-malformed")
    #expect(configurationFailure(request(server, ["time_zone": .text("Mars")])) == "time-zone-unknown")
    #expect(configurationFailure(request(server, ["time_format": .text("hh:mm")])) == "time-format-malformed")
    #expect(configurationFailure(request(server, ["url": .text("http://u:p@h/")])) == "address-malformed")
    let load = SourceLoad.incremental(Increment(cursor: "updated"))
    #expect(configurationFailure(request(server, load: load)) == "template-missing")
    #expect(configurationFailure(request(server, load: .incremental(Increment(cursor: nil)))) == "load-unsuitable")
  }

  @Test("What the taker throws is thrown on and not tried again, even where it may pass")
  func takerThrows() async throws {
    let server = try ScriptedServer("def answer(r): return ok({'data': {'list': [{'id': '1', 'name': 'x'}]}})")
    let connector = try RESTConnector(request(server))
    let error = await #expect(throws: HubError.self) {
      _ = try await connector.read(batchRows: 1) { _ in throw HubError("taker-failed", "x", persistence: .transient) }
    }
    #expect(error?.code == "taker-failed")
    #expect(try await server.requests().count == 1)
  }

  @Test("No error, description or note holds a secret or a value")
  func canaries() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        if r.path == '/token' and r.n % 2: return 400, {}, b'CANARY'
        if r.path == '/token': return ok({'error': 'CANARY'})
        if r.q.get('bad'): return ok(b'{"data":{"list":[{"id":"CANARY","name":"CANARY\\\\ud842"},"CANARY",{"id":1,"id":"CANARY"}]}}')
        return 401, {}, r.q.get('key', '').encode()
      """)
    let secret = ["key": "CANARY", "client_id": "CANARY", "client_secret": "CANARY", "secret": "CANARY", "unwrap_key": "CANARY"]
    let auths: [[String: SourceSettings.Value]] = [
      ["kind": .text("api_key"), "query": .text("key")], ["kind": .text("api_key"), "header": .text("X-Key")],
      ["kind": .text("oauth2"), "token_url": .text("\(server.origin)/token?t=CANARY")],
      ["kind": .text("oauth2"), "token_url": .text("\(server.origin)/token")], ["kind": .text("basic")],
      ["kind": .text("hmac"), "text": .text("{secret.secret}"), "headers": .table(["S": "{signature}\r\n{secret.secret}"])],
    ]
    var printed: [String] = []
    for auth in auths {
      let connector = try RESTConnector(request(server, ["auth": group(auth)], secret: secret, retry: .none))
      do { _ = try await connector.read { _ in } } catch { printed.append("\(error) \(String(reflecting: error))") }
      printed.append("\(String(reflecting: connector.session.credentials)) \(connector.session.credentials)")
    }
    var signIn = ""
    dump(SignIn(secret: Secret(secret), key: HeldKey("CANARY", lasts: 9, renewBefore: 1, now: 0), generation: 0), to: &signIn)
    printed.append(signIn)
    let bad = try await ReadSample(RESTConnector(request(server, ["query": .table(["bad": "1"])])))
    #expect(bad.refused == ["undecodable-bytes", "not-a-record", "duplicate-field"])
    printed += bad.details
    #expect(printed.count == 2 * auths.count + 1 + 3)
    #expect(printed.allSatisfy { !$0.contains("CANARY") })
  }
}
