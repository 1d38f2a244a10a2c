import Foundation
import HTTPTypes
import HubCrypto
import HubModel
import HubPolicy
import HubStore
import HummingbirdTesting
import JWTKit
import Synchronization
import Testing

@testable import HubGateway

/// Attacks 16–19 and 28 of the threat list, as far as bearer tokens go.
@Suite("Only who signs a token now, for this gateway, with a key in force, is heard")
struct AuthenticationTests {
  private let body =
    #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"number":"110101198506159013","name":"样本三"}}"#

  private func code(_ hub: TestHub, _ token: String?, scheme: String = "Bearer ") async throws -> String? {
    let before = hub.audit.entries.count
    return try await hub.gateway().application().test(.live) { client in
      var fields: HTTPFields = [.contentType: "application/json"]
      if let token { fields[.authorization] = scheme + token }
      let answer = try await hub.send(client, "/v1/verifications/person", .post, fields, body)
      if answer.status == 401 {
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        #expect(hub.audit.entries.count == before)
      }
      return answer["code"] ?? answer["result"]
    }
  }

  private var now: Int { Int(Date().timeIntervalSince1970) }

  @Test("an ES256 and an EdDSA key are accepted")
  func accepted() async throws {
    let hub = try TestHub()
    #expect(try await code(hub, hub.token("hall-01")) == "notFound")
    #expect(try await code(hub, hub.token("agent-01")) == "purpose-not-granted")
    #expect(try await code(hub, hub.token("hall-01"), scheme: "bearer ") == "notFound")
  }

  @Test("no token, another scheme, and what is no token are told apart from a refused one")
  func absent() async throws {
    let hub = try TestHub()
    #expect(try await code(hub, nil) == "token-missing")
    #expect(try await code(hub, "abc", scheme: "Basic ") == "token-missing")
    for text in ["a.b", "a.b.c", "a.b.c.d", "e30.e30.", String(repeating: "x", count: 5000)] {
      #expect(try await code(hub, text) == "token-malformed")
    }
  }

  @Test("times: expired, too long, from the future beyond the skew")
  func times() async throws {
    let hub = try TestHub()
    #expect(try await code(hub, hub.token("hall-01", .init(exp: now - 1))) == "token-expired")
    #expect(try await code(hub, hub.token("hall-01", .init(exp: now + 400, iat: now))) == "token-lives-too-long")
    #expect(try await code(hub, hub.token("hall-01", .init(exp: now + 380, iat: nil))) == "token-lives-too-long")
    #expect(try await code(hub, hub.token("hall-01", .init(exp: now + 200, iat: now + 90))) == "token-not-yet-valid")
    #expect(try await code(hub, hub.token("hall-01", .init(exp: now + 200, nbf: now + 90))) == "token-not-yet-valid")
    #expect(try await code(hub, hub.token("hall-01", .init(exp: now + 320, iat: now + 25))) == "notFound")
    #expect(try await code(hub, hub.token("hall-01", .init(exp: now + 100, nbf: now + 25))) == "notFound")
  }

  @Test("another audience, another issuer, and missing claims are refused")
  func claims() async throws {
    let hub = try TestHub()
    #expect(try await code(hub, hub.token("hall-01", .init(aud: "https://other"))) == "token-audience")
    #expect(try await code(hub, hub.token("hall-01", .init(iss: "agent-01"))) == "token-refused")
    #expect(try await code(hub, hub.token("hall-01", .init(iss: "hall-01"))) == "notFound")
    #expect(try await code(hub, hub.token("hall-01", .init(aud: nil))) == "token-malformed")
    #expect(try await code(hub, hub.token("hall-01", .init(exp: nil))) == "token-malformed")
    #expect(try await code(hub, hub.token("hall-01", .init(jti: nil))) == "token-malformed")
  }

  @Test("the algorithm belongs to the key: none, HS256 with the public key, and another curve are refused")
  func algorithms() async throws {
    let hub = try TestHub()
    let claims = #"{"aud":"\#(TestHub.audience)","exp":\#(now + 100),"jti":"1"}"#
    func part(_ text: String) -> String {
      Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
    for algorithm in ["none", "HS256", "EdDSA", "ES384", "es256"] {
      let head = part(#"{"alg":"\#(algorithm)","kid":"hall-01-k1"}"#)
      #expect(try await code(hub, "\(head).\(part(claims)).\(part("signature"))") == "token-refused")
    }
    let collection = JWTKeyCollection()
    await collection.add(hmac: .init(from: hub.pairs["hall-01"]!.publicKeyPEM), digestAlgorithm: .sha256, kid: "hall-01-k1")
    #expect(try await code(hub, collection.sign(TestHub.Claims(), kid: "hall-01-k1")) == "token-refused")
  }

  @Test("an unknown kid, a path in kid, crit, and duplicate members are refused")
  func headers() async throws {
    let hub = try TestHub()
    let pem = hub.pairs["hall-01"]!.privateKeyPEM
    func signed(_ kid: String, _ header: JWTHeader = JWTHeader()) async throws -> String {
      let collection = JWTKeyCollection()
      await collection.add(ecdsa: try ES256PrivateKey(pem: pem), kid: .init(string: kid))
      return try await collection.sign(TestHub.Claims(), kid: .init(string: kid), header: header)
    }
    #expect(try await code(hub, signed("nobody-k1")) == "token-refused")
    #expect(try await code(hub, signed("../../etc/passwd")) == "token-refused")
    #expect(try await code(hub, signed("agent-01-k1")) == "token-refused")
    #expect(try await code(hub, signed("hall-01-k1", ["crit": .array([.string("b64")])])) == "token-malformed")
  }

  @Test("a token whose body or signature was changed is refused, also after the right one was cached")
  func altered() async throws {
    let hub = try TestHub()
    let token = try await hub.token("hall-01")
    try await hub.gateway().application().test(.live) { client in
      func status(_ token: String) async throws -> Int {
        try await hub.send(
          client, "/v1/verifications/person", .post, [.authorization: "Bearer \(token)", .contentType: "application/json"], body
        ).status
      }
      #expect(try await status(token) == 200)
      #expect(try await status(token) == 200)
      let parts = token.split(separator: ".")
      #expect(try await status("\(parts[0]).\(parts[1]).\(String(parts[2].reversed()))") == 401)
      let other = try await hub.token("hall-01").split(separator: ".")
      #expect(try await status("\(parts[0]).\(other[1]).\(parts[2])") == 401)
    }
  }

  @Test("a cached token ends with its key, its client and its replacement under the same name")
  func revocation() async throws {
    let hub = try TestHub()
    let token = try await hub.token("hall-01")
    try await hub.gateway().application().test(.live) { client in
      func answer() async throws -> TestHub.Answer {
        try await hub.send(
          client, "/v1/verifications/person", .post, [.authorization: "Bearer \(token)", .contentType: "application/json"], body)
      }
      #expect(try await answer().status == 200)
      hub.store.contents.withLock { $0.revoked = ["hall-01"] }
      #expect(try await answer()["code"] == "client-revoked")
      #expect(hub.audit.last?.code == "client-revoked")
      hub.store.contents.withLock { $0.revoked = ["hall-01-k1"] }
      #expect(try await answer()["code"] == "token-refused")
      hub.store.contents.withLock { $0.revoked = [] }
      #expect(try await answer().status == 200)
      let suspended = try TestPolicy.compiled([
        TestPolicy.client("hall-01", "hall", hub.pairs["hall-01"]!.publicKeyPEM, status: "suspended")
      ])
      hub.policy.withLock { $0 = suspended }
      #expect(try await answer()["code"] == "client-suspended")
      let replaced = try TestPolicy.compiled([TestPolicy.client("hall-01", "hall", hub.pairs["reader-01"]!.publicKeyPEM)])
      hub.policy.withLock { $0 = replaced }
      #expect(try await answer()["code"] == "token-refused")
    }
  }

  @Test("the cache never grows past its limit and forgets what expired")
  func cache() throws {
    let cache = TokenCache(limit: 10)
    for index in 0..<100 {
      let identity = ClientIdentity(clientID: "c", keyID: "k", publicPEM: "", expiresAt: Int64(index))
      cache.insert(.init(high: UInt64(index), low: 0), identity, at: 0)
      #expect(cache.count <= 10)
    }
    #expect(cache.identity(.init(high: 99, low: 0), at: 98) != nil)
    #expect(cache.identity(.init(high: 99, low: 0), at: 99) == nil)
    #expect(cache.identity(.init(high: 99, low: 0), at: 98) == nil)
  }
}
