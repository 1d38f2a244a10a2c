import Foundation
import HTTPTypes
import HubCrypto
import HubModel
import HubPolicy
import HubStore
import Hummingbird
import HummingbirdTesting
import JWTKit
import Logging
import NIOCore
import Synchronization
import Testing

@testable import HubGateway

/// A gateway over a store and an audit in memory, with keys of its own.
final class TestHub: Sendable {
  static let audience = "https://hub.test"
  let keys: KeyRing
  let store: FakeStore
  let audit = FakeAudit()
  let pairs: [String: ClientKeyPair]
  let policy: Mutex<CompiledPolicy>
  let maker: RowMaker

  static let roles = [
    "hall-01": "hall", "agent-01": "agent", "reader-01": "reader", "limited-01": "limited", "duty-01": "duty",
    "counted-01": "counted", "shy-01": "shy", "shy-02": "shy", "planner-01": "planner",
  ]

  /// `clients`: other client files than one for each role.
  init(clients: (([String: ClientKeyPair]) -> [PolicyFile])? = nil) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("gateway-\(UUID().uuidString).key").path
    try KeyRing.create(at: path, suite: .sm)
    keys = try KeyRing.load(from: path).restricted(to: .verification.union([.pseudonym]))
    try FileManager.default.removeItem(atPath: path)
    maker = RowMaker(keys: keys)
    let pairs = try Dictionary(
      uniqueKeysWithValues: Self.roles.keys.map { ($0, try ClientKeyPair.generate($0 == "agent-01" ? .edDSA : .es256)) })
    self.pairs = pairs
    let files = Self.roles.map { id, role in
      TestPolicy.client(id, role, pairs[id]!.publicKeyPEM, algorithm: pairs[id]!.algorithm.rawValue)
    }
    policy = Mutex(try TestPolicy.compiled(clients?(pairs) ?? files))
    var contents = FakeStore.Contents()
    let asOf = WallClock.now - 3_600_000_000
    contents.datasets = [
      DatasetState(
        id: 1, schema: TestModel.dataset("public-security/population", entity: "person", register: "本市户籍人口", maxAge: 86_400),
        completeAsOf: asOf),
      DatasetState(
        id: 2, schema: TestModel.dataset("market-regulation/enterprise-registry", entity: "enterprise", register: "本市登记的市场主体"),
        completeAsOf: asOf),
      DatasetState(
        id: 3, schema: TestModel.dataset("market-regulation/legal-representatives", entity: "legal_representation", register: "任职"),
        completeAsOf: asOf),
      DatasetState(
        id: 4, schema: TestModel.dataset("tax/taxpayers", entity: "enterprise", register: "纳税人", complete: false),
        completeAsOf: asOf),
    ]
    store = FakeStore(contents)
  }

  func add(_ entity: String, _ row: FakeRow) { store.contents.withLock { $0.rows[entity]?[row.subject] = row } }

  func gateway(
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ change: (inout GatewayConfiguration) -> Void = { _ in }
  ) throws -> Gateway {
    var configuration = GatewayConfiguration(port: 0, audience: Self.audience)
    change(&configuration)
    return try Gateway(
      configuration: configuration, store: store, audit: audit,
      policy: { [self] in PolicyInForce(policy: policy.withLock { $0 }, sequence: 41, digest: []) }, keys: keys,
      logger: logger)
  }

  // MARK: tokens

  struct Claims: JWTPayload {
    var aud: String? = TestHub.audience
    var exp: Int? = Int(Date().timeIntervalSince1970) + 120
    var iat: Int? = Int(Date().timeIntervalSince1970)
    var nbf: Int?
    var jti: String? = UUID().uuidString
    var iss: String?
    func verify(using algorithm: some JWTAlgorithm) async throws {}
  }

  func token(_ client: String, _ claims: Claims = Claims(), header: JWTHeader = JWTHeader()) async throws -> String {
    let collection = JWTKeyCollection()
    let kid = JWKIdentifier(string: "\(client)-k1")
    let pair = try #require(pairs[client])
    if pair.algorithm == .edDSA {
      await collection.add(eddsa: try EdDSA.PrivateKey(pem: pair.privateKeyPEM), kid: kid)
    } else {
      await collection.add(ecdsa: try ES256PrivateKey(pem: pair.privateKeyPEM), kid: kid)
    }
    return try await collection.sign(claims, kid: .init(string: "\(client)-k1"), header: header)
  }

  // MARK: asking

  struct Answer: Sendable {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
    private var object: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:] }
    subscript(_ name: String) -> String? {
      var value: Any? = object
      for part in name.split(separator: ".") {
        if let index = Int(part) {
          value = (value as? [Any]).flatMap { index < $0.count ? $0[index] : nil }
        } else {
          value = (value as? [String: Any])?[String(part)]
        }
      }
      return (value as? String) ?? (value as? NSNumber).map { "\($0)" }
    }
    var notes: [String] { (object["notes"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String } }
  }

  func ask(
    _ client: any TestClientProtocol, _ path: String, as name: String, _ body: String, headers: [HTTPField.Name: String] = [:]
  ) async throws -> Answer {
    var fields: HTTPFields = [.authorization: "Bearer \(try await token(name))", .contentType: "application/json"]
    for (key, value) in headers { fields[key] = value }
    return try await send(client, path, .post, fields, body)
  }

  func send(
    _ client: any TestClientProtocol, _ path: String, _ method: HTTPRequest.Method, _ fields: HTTPFields, _ body: String? = nil
  ) async throws -> Answer {
    try await client.execute(uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) }) { response in
      Answer(status: Int(response.status.code), headers: response.headers, bytes: Array(response.body.readableBytesView))
    }
  }

  /// One question over a connection of its own.
  func ask(_ path: String, as name: String, _ body: String, headers: [HTTPField.Name: String] = [:]) async throws -> Answer {
    try await gateway().application().test(.live) { try await self.ask($0, path, as: name, body, headers: headers) }
  }

  func person(_ number: String, _ name: String, as client: String = "hall-01", purpose: String = "permit-acceptance") async throws
    -> Answer
  {
    try await ask(
      "/v1/verifications/person", as: client,
      #"{"purpose":"\#(purpose)","context":{"caseNo":"YL1"},"person":{"number":"\#(number)","name":"\#(name)"}}"#)
  }

  func lookup(_ enterprise: String, as client: String, purpose: String = "permit-acceptance", _ attributes: String) async throws
    -> Answer
  {
    try await ask(
      "/v1/enterprises/lookup", as: client,
      #"{"purpose":"\#(purpose)","enterprise":\#(enterprise),"attributes":\#(attributes)}"#)
  }

  func enterprise(
    _ code: String, _ name: String, rep: String? = nil, as client: String = "hall-01", purpose: String = "permit-acceptance"
  ) async throws -> Answer {
    let part = rep.map { #","legalRep":\#($0)"# } ?? ""
    return try await ask(
      "/v1/verifications/enterprise", as: client,
      #"{"purpose":"\#(purpose)","context":{"caseNo":"YL1"},"enterprise":{"code":"\#(code)","name":"\#(name)"\#(part)}}"#)
  }
}
