import HubConnectorKit
import HubModel
import Testing

@testable import RESTConnector

/// Rows for whoever comes with the newest token; the first one is taken back before the second page.
private let tokens = """
  state['given'] = 0
  def answer(r):
    if r.path == '/token':
      state['given'] += 1
      time.sleep(0.1)
      return ok({'access_token': 'token' + str(state['given']), 'expires_in': 100, 'token_type': 'Bearer'})
    page = int(r.q['page'])
    wanted = 'Bearer token' + str(state['given'])
    if r.headers.get('Authorization') != wanted or (page == 2 and state['given'] == 1): return 401, {}, b''
    rows = [{'id': str(i), 'name': 'x'} for i in range(5)]
    return ok({'data': {'list': rows[page * 3 - 3:page * 3]}})
  """

private func oauth2(_ server: ScriptedServer, _ more: [String: SourceSettings.Value] = [:]) -> [String: SourceSettings.Value] {
  let kind: [String: SourceSettings.Value] = ["kind": .text("oauth2"), "token_url": .text("\(server.origin)/token")]
  return threes.merging(["auth": group(kind.merging(more) { $1 })]) { $1 }
}

@Suite("Signing in", .timeLimit(.minutes(2)))
struct SignInTests {
  @Test("By key in a header or a parameter, with words around it", arguments: ["header", "query"])
  func apiKey(place: String) async throws {
    let server = try ScriptedServer("def answer(r): return ok({'data': {'list': []}})")
    let auth = group(["kind": .text("api_key"), place: .text("X-Key"), "value": .text("APPCODE {secret.key}")])
    _ = try await ReadSample(RESTConnector(request(server, ["auth": auth], secret: ["key": "k1"])))
    let asked = try await server.requests()[0]
    #expect((place == "header" ? asked.headers["x-key"] : asked.query["X-Key"]) == "APPCODE k1")
  }

  @Test("By user and password")
  func basic() async throws {
    let server = try ScriptedServer("def answer(r): return ok({'data': {'list': []}})")
    let auth = group(["kind": .text("basic")])
    _ = try await ReadSample(RESTConnector(request(server, ["auth": auth], secret: ["user": "u", "password": "p"])))
    #expect(try await server.requests()[0].headers["authorization"] == "Basic dTpw")
  }

  @Test("OAuth2 client credentials: one token for many pages, another one after a 401, nothing read twice")
  func clientCredentials() async throws {
    let server = try ScriptedServer(tokens)
    let secret = ["client_id": "c d", "client_secret": "s"]
    let connector = try RESTConnector(request(server, oauth2(server, ["scope": .text("read")]), secret: secret))
    let found = try await ReadSample(connector)
    #expect(found.ids == ["0", "1", "2", "3", "4"])
    let asked = try await server.requests()
    #expect(asked.map(\.path) == ["/token", "/rows", "/rows", "/token", "/rows"])
    #expect(asked[0].body == "grant_type=client_credentials&scope=read" && asked[0].method == "POST")
    #expect(asked[0].headers["authorization"] == "Basic YyUyMGQ6cw==")
    #expect(asked[4].headers["authorization"] == "Bearer token2")
  }

  @Test("A server that refuses every token is asked once more, then given up")
  func refusedTokens() async throws {
    let server = try ScriptedServer(tokens.replacing("page = int", with: "return 401, {}, b''; page = int"))
    let error = await failure(request(server, oauth2(server), secret: ["client_id": "c", "client_secret": "s"]))
    #expect(error?.code == "sign-in-refused" && error?.persistence == .terminal)
    #expect(try await server.requests().map(\.path) == ["/token", "/rows", "/token", "/rows"])
  }

  @Test("Client and secret in the body, where the token server wants them there")
  func inBody() async throws {
    let server = try ScriptedServer(tokens)
    let onePage: [String: SourceSettings.Value] = ["pagination": group(["kind": .text("none")]), "query": .table(["page": "1"])]
    let values = oauth2(server, ["client": .text("body")]).merging(onePage) { $1 }
    _ = try await ReadSample(RESTConnector(request(server, values, secret: ["client_id": "c", "client_secret": "s&"])))
    #expect(try await server.requests()[0].body == "grant_type=client_credentials&client_id=c&client_secret=s%26")
  }

  @Test("Many who need a token at once have one fetched; near its end it is renewed")
  func singleFlight() async throws {
    let server = try ScriptedServer(tokens)
    let clock = TestClock()
    let values = oauth2(server, ["renew_before": .count(30)])
    let secret = ["client_id": "c", "client_secret": "s"]
    let connector = try RESTConnector(request(server, values, secret: secret, clock: clock))
    let credentials = connector.session.credentials
    func tokensOfMany() async throws -> Set<String> {
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<20 { group.addTask { try await credentials.current().key?.text ?? "" } }
        return try await group.reduce(into: []) { $0.insert($1) }
      }
    }
    #expect(try await tokensOfMany() == ["token1"])
    clock.advance(69)
    #expect(try await tokensOfMany() == ["token1"])
    clock.advance(2)
    #expect(try await tokensOfMany() == ["token2"])
    #expect(try await server.count(path: "/token") == 2)
  }

  @Test("A sign-in that nobody waits for any more ends; one who still waits gets it")
  func cancelled() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        if r.n == 1: time.sleep(600)
        return ok({'access_token': 'token' + str(r.n), 'expires_in': 100})
      """)
    let secret = ["client_id": "c", "client_secret": "s"]
    let credentials = try RESTConnector(request(server, oauth2(server), secret: secret)).session.credentials
    let waiters = (0..<3).map { _ in Task { _ = try await credentials.current() } }
    while try await server.count(path: "/token") == 0 { try await Task.sleep(for: .milliseconds(5)) }
    for waiter in waiters { waiter.cancel() }
    for waiter in waiters { await #expect(throws: (any Error).self) { try await waiter.value } }
    #expect(try await credentials.current().key?.text.hasPrefix("token") == true)
  }

  @Test("The documented signature, checked by the other side")
  func signed() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        text = r.headers['X-Sender'] + r.headers['X-Request'] + r.headers['X-Time']
        right = base64.b64encode(hmac.new(b'demo-secret', text.encode(), hashlib.sha256).digest()).decode()
        if r.headers['X-Sign'] != right: return 401, {}, b''
        return ok({'data': {'list': [{'id': '1', 'name': 'x'}]}})
      """)
    let auth: [String: SourceSettings.Value] = [
      "kind": .text("hmac"), "algorithm": .text("sha256"), "text": .text("{secret.sender_id}{request_id}{time}"),
      "headers": .table([
        "X-Sender": "{secret.sender_id}", "X-Request": "{request_id}", "X-Time": "{time}", "X-Sign": "{signature}",
      ]),
    ]
    let secret = ["secret": "demo-secret", "sender_id": "demo-sender"]
    #expect(try await ReadSample(RESTConnector(request(server, ["auth": group(auth)], secret: secret))).ids == ["1"])
    let error = await failure(request(server, ["auth": group(auth)], secret: ["secret": "other", "sender_id": "s"]))
    #expect(error?.code == "sign-in-refused")
  }

  @Test("Method, path, query and the body's digest are signed as they are sent")
  func signedParts() async throws {
    let server = try ScriptedServer(
      """
      def answer(r):
        query = 'a=1&b=%E6%A0%B7'
        text = 'POST\\n/rows\\n' + query + '\\n' + hashlib.sha256(r.body.encode()).hexdigest()
        right = hmac.new(b's', text.encode(), hashlib.sha256).hexdigest()
        return (401, {}, b'') if r.q['sign'] != right else ok({'data': {'list': []}})
      """)
    let auth: [String: SourceSettings.Value] = [
      "kind": .text("hmac"), "algorithm": .text("sha256"), "output": .text("hex"),
      "text": .text("{method}\n{path}\n{query}\n{body_sha256}"), "query": .table(["sign": "{signature}"]),
    ]
    let values: [String: SourceSettings.Value] = [
      "auth": group(auth), "query": .table(["b": "样", "a": "1"]), "body": .text("{\"x\":1}"),
    ]
    let found = try await ReadSample(RESTConnector(request(server, values, secret: ["secret": "s"])))
    #expect(found.summary?.rows == 0)
  }

  @Test("A short-lived key: fetched with the secret, unwrapped, renewed before its end and after a refusal")
  func shortLived() async throws {
    let server = try ScriptedServer(
      """
      state['keys'] = 0
      def answer(r):
        if r.path == '/key':
          right = hmac.new(b'long', (r.q['app'] + r.q['time']).encode(), hashlib.sha256).hexdigest()
          if r.q['sign'] != right: return 403, {}, b''
          state['keys'] += 1
          return ok({'data': {'key': 'SFXUafmihExjFo8gIYCSCQ==', 'ms': 100000}})
        right = hmac.new(b'short-lived-key', r.headers['X-Time'].encode(), hashlib.sha256).hexdigest()
        if r.headers['X-Sign'] != right or (r.n == 6): return 401, {}, b''
        return ok({'data': {'list': [{'id': '1', 'name': 'x'}]}})
      """)
    let key: [String: SourceSettings.Value] = [
      "url": .text("\(server.origin)/key"), "algorithm": .text("sha256"), "output": .text("hex"),
      "text": .text("{secret.app_key}{timestamp_ms}"), "secret": .text("app_secret"),
      "query": .table(["app": "{secret.app_key}", "time": "{timestamp_ms}", "sign": "{signature}"]), "path": .text("data.key"),
      "expires": .text("data.ms"), "expires_unit": .text("milliseconds"), "renew_before": .count(30),
      "unwrap": group(["kind": .text("sm4")]),
    ]
    let auth: [String: SourceSettings.Value] = [
      "kind": .text("hmac"), "algorithm": .text("sha256"), "output": .text("hex"), "text": .text("{time}"),
      "headers": .table(["X-Time": "{time}", "X-Sign": "{signature}"]), "key": group(key),
    ]
    let clock = TestClock()
    let secret = ["app_key": "app", "app_secret": "long", "unwrap_key": "0123456789abcdef"]
    let connector = try RESTConnector(request(server, ["auth": group(auth)], secret: secret, clock: clock))
    for seconds: Int64 in [0, 60, 15, 1] {
      clock.advance(seconds)
      #expect(try await ReadSample(connector).ids == ["1"])
    }
    let asked = try await server.requests().map(\.path)
    #expect(asked == ["/key", "/rows", "/rows", "/key", "/rows", "/rows", "/key", "/rows"])
    let wrong = secret.merging(["unwrap_key": "fedcba9876543210"]) { $1 }
    #expect(await failure(request(server, ["auth": group(auth)], secret: wrong))?.code == "key-unwrap-failed")
  }

  @Test("MD5 is warned of, and so is a signature on an open line")
  func warnings() async throws {
    let server = try ScriptedServer("def answer(r): return ok({'data': {'list': []}})")
    let auth: [String: SourceSettings.Value] = [
      "kind": .text("hmac"), "algorithm": .text("md5"), "mode": .text("digest"), "text": .text("{time}{secret.secret}"),
      "headers": .table(["X-Sign": "{signature}"]),
    ]
    let state = try await RESTConnector(request(server, ["auth": group(auth)], secret: ["secret": "s"])).check()
    #expect(state.server.hasPrefix("scripted") && state.notes.count == 2 && state.notes[0].contains("MD5"))
    #expect(try await RESTConnector(request(server)).check().notes.isEmpty)
    let digest = auth.merging(["algorithm": .text("sm3"), "text": .text("{body_md5}{secret.secret}")]) { $1 }
    let other = try await RESTConnector(request(server, ["auth": group(digest)], secret: ["secret": "s"])).check()
    #expect(other.notes.count == 2 && other.notes[0].contains("MD5"))
  }

  @Test("What is missing is said before anything is asked")
  func incomplete() async throws {
    let server = try ScriptedServer("def answer(r): return ok({'data': {'list': []}})")
    #expect(configurationFailure(request(server, ["auth": group(["kind": .text("basic")])])) == "secret-missing")
    let keyless = group(["kind": .text("api_key")])
    #expect(configurationFailure(request(server, ["auth": keyless], secret: [:])) == "option-missing")
    let error = await failure(request(server, ["auth": group(["kind": .text("basic")])], secret: ["user": "u"]))
    #expect(error?.code == "secret-incomplete")
    #expect(try await server.requests().isEmpty)
  }
}
