import Foundation
import HTTPTypes
import HubCrypto
import HubPolicy
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// shared cases `gateway.jsonl`.
@Suite("Gateway cases", .serialized)
struct GatewayCaseTests {
  private let body =
    #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"number":"110101198506159013","name":"样本三"}}"#

  @Test("FG-02 deep nesting is a 400 within milliseconds, and others are answered meanwhile")
  func nesting() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      for text in [
        String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
        String(repeating: #"{"v":"#, count: 300) + "1" + String(repeating: "}", count: 300), String(repeating: "[", count: 100_000),
      ] {
        let answer = try await hub.ask(client, "/v1/verifications/person", as: "hall-01", text)
        #expect(answer.status == 400)
        #expect(answer["code"] == "json-too-deep")
        #expect(hub.audit.last?.code == "json-too-deep")
      }
      #expect(try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body).status == 200)
    }
  }

  @Test("FG-03 a charset other than UTF-8 is a 415, GBK bytes in JSON are a 400, a query is refused")
  func charsets() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      for (type, code) in [
        ("application/json; charset=gbk", "charset-unsupported"), ("application/json;charset=\"GB18030\"", "charset-unsupported"),
        ("text/plain", "media-type-unsupported"), ("application/x-www-form-urlencoded", "media-type-unsupported"),
        ("application/jsonx", "media-type-unsupported"),
      ] {
        let answer = try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body, headers: [.contentType: type])
        #expect(answer.status == 415)
        #expect(answer["code"] == code)
      }
      for type in ["application/json; charset=utf-8", "Application/JSON ; Charset=\"UTF-8\""] {
        #expect(
          try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body, headers: [.contentType: type]).status == 200)
      }
      let encoded = try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body, headers: [.contentEncoding: "gzip"])
      #expect(encoded.status == 415)
      let query = try await hub.ask(client, "/v1/verifications/person?name=%C5%A3", as: "hall-01", body)
      #expect(query["code"] == "query-not-allowed")
      let bytes: [UInt8] =
        Array(#"{"purpose":"p","person":{"number":"1","name":""#.utf8) + [0xC5, 0xA3, 0xC5] + Array(#""}}"#.utf8)
      #expect(throws: JSONFault.self) { try JSONReader.read(bytes) }
    }
  }

  private func raw(_ hub: TestHub, deadline: Duration = .seconds(5), _ body: @escaping @Sendable (RawConnection, String) -> String)
    async throws -> String
  {
    let token = try await hub.token("hall-01")
    return try await hub.gateway { $0.receiveDeadline = deadline }.application().test(.live) { client in
      let port = client.port!
      return await withCheckedContinuation { continuation in
        let thread = Thread {
          guard let connection = RawConnection(port: port) else { return continuation.resume(returning: "") }
          let text = body(connection, token)
          connection.close()
          continuation.resume(returning: text)
        }
        thread.start()
      }
    }
  }

  private static func head(_ token: String, _ lines: String) -> String {
    "POST /v1/verifications/person HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\n\(lines)\r\n\r\n"
  }

  @Test(
    "FG-04 two framing headers are a 400, the connection ends, and the smuggled request reaches no handler",
    arguments: [
      "Content-Length: 0\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6",
      "Transfer-Encoding: gzip, chunked",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Content-Length: -1", "Content-Length: 5, 6",
    ])
  func smuggling(lines: String) async throws {
    let hub = try TestHub()
    let smuggled = body
    let text = try await raw(hub) { connection, token in
      connection.send(Self.head(token, lines))
      connection.send("0\r\n\r\n" + Self.head(token, "Content-Length: \(smuggled.utf8.count)") + smuggled)
      return connection.readToEnd()
    }
    #expect(text.hasPrefix("HTTP/1.1 400"))
    #expect(text.components(separatedBy: "HTTP/1.1").count == 2)
    #expect(hub.audit.entries.isEmpty)
  }

  @Test("FG-04 a declared or real body over the limit is a 413 before it is read whole")
  func tooLarge() async throws {
    let hub = try TestHub()
    let declared = try await raw(hub) { connection, token in
      connection.send(Self.head(token, "Content-Length: 10000000"))
      return connection.readToEnd()
    }
    #expect(declared.hasPrefix("HTTP/1.1 413"))
    let chunked = try await raw(hub) { connection, token in
      connection.send(Self.head(token, "Transfer-Encoding: chunked"))
      let chunk = "10000\r\n" + String(repeating: " ", count: 65536) + "\r\n"
      for _ in 0..<40 { if !connection.send(chunk) { break } }
      return connection.readToEnd()
    }
    #expect(chunked.hasPrefix("HTTP/1.1 413"))
  }

  @Test("FG-04 a chunk that never comes and a body that drips end by the total deadline, with a 408")
  func slow() async throws {
    let hub = try TestHub()
    let silent = try await raw(hub, deadline: .milliseconds(600)) { connection, token in
      connection.send(Self.head(token, "Transfer-Encoding: chunked") + "7FFFFFFF\r\n")
      return connection.readToEnd()
    }
    #expect(silent.hasPrefix("HTTP/1.1 408") || silent.hasPrefix("HTTP/1.1 413"))
    let dripping = try await raw(hub, deadline: .milliseconds(600)) { connection, token in
      connection.send(Self.head(token, "Content-Length: 100"))
      for _ in 0..<12 {
        connection.send(" ")
        usleep(100_000)
      }
      return connection.readToEnd()
    }
    #expect(dripping.hasPrefix("HTTP/1.1 408"))
    let head = try await raw(hub, deadline: .milliseconds(600)) { connection, _ in
      for character in "POST /v1/verifications/person" {
        connection.send(String(character))
        usleep(50_000)
      }
      return connection.readToEnd()
    }
    #expect(head.hasPrefix("HTTP/1.1 408"))
    // Who sent the unfinished bodies was known; nothing was answered to them.
    #expect(hub.audit.entries.allSatisfy { $0.code == "json-malformed" })
  }

  @Test("a chunked body within the limit is answered")
  func chunked() async throws {
    let hub = try TestHub()
    let body = body
    let text = try await raw(hub) { connection, token in
      connection.send(Self.head(token, "Transfer-Encoding: chunked\r\nConnection: close"))
      for part in [body.prefix(20), body.dropFirst(20)] {
        connection.send(String(part.utf8.count, radix: 16) + "\r\n" + part + "\r\n")
        usleep(20_000)
      }
      connection.send("0\r\n\r\n")
      return connection.readToEnd()
    }
    #expect(text.hasPrefix("HTTP/1.1 200"))
  }

  @Test("a client that waits to be asked for its body is asked")
  func expectation() async throws {
    let hub = try TestHub()
    let body = body
    let text = try await raw(hub) { connection, token in
      connection.send(Self.head(token, "Content-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\nConnection: close"))
      usleep(100_000)
      connection.send(body)
      return connection.readToEnd()
    }
    #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"))
  }

  @Test("FG-04 a header of the request cannot make one of the answer")
  func headerInjection() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      let answer = try await hub.ask(
        client, "/v1/verifications/person", as: "hall-01", body,
        headers: [
          HTTPField.Name("X-Request-Id")!: "%0d%0aSet-Cookie: x=1", HTTPField.Name("traceparent")!: "%0d%0aSet-Cookie: x=1",
        ])
      #expect(answer.headers[.setCookie] == nil)
      #expect(answer.headers[HTTPField.Name("X-Request-Id")!] == answer["requestId"])
    }
  }

  @Test(
    "FG-06 the address that counts is the rightmost that is no trusted proxy, and an unreadable one is refused",
    arguments: [
      (true, "10.1.0.5", 200), (true, "10.1.0.5, 203.0.113.9", 403), (true, "203.0.113.9, 10.1.0.5", 200), (true, "unknown", 403),
      (true, "", 403),
      (false, "10.1.0.5", 403), (true, "::ffff:10.1.0.5", 200),
    ])
  func forwarded(isTrusted: Bool, header: String, status: Int) async throws {
    let hub = try TestHub { pairs in
      [TestPolicy.client("hall-01", "hall", pairs["hall-01"]!.publicKeyPEM, networks: "networks: [10.1.0.0/16]")]
    }
    let proxies = isTrusted ? [try NetworkRange("127.0.0.0/8"), try NetworkRange("::1")] : []
    try await hub.gateway { $0.trustedProxies = proxies }.application().test(.live) { client in
      let name = HTTPField.Name("X-Forwarded-For")!
      let answer = try await hub.ask(
        client, "/v1/verifications/person", as: "hall-01", body, headers: header.isEmpty ? [:] : [name: header])
      #expect(answer.status == status)
      if status == 403 { #expect(answer["code"] == "network-not-allowed") }
      #expect(hub.audit.last?.peer.contains("127.0.0.1") == true || hub.audit.last?.peer == "::1")
      if status == 200 { #expect(hub.audit.last?.address == "10.1.0.5") }
    }
  }
}
