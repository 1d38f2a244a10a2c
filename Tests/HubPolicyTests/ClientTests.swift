import HubModel
import Testing

@testable import HubPolicy

@Suite("Clients")
struct ClientTests {
  static let edKey = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
    -----END PUBLIC KEY-----
    """

  private func load(_ keys: String, pem: String = CheckTests.key) -> (PolicySet?, [Diagnostic]) {
    SampleSet.load([
      "roles/tester.yaml": SampleSet.role("denies: [{id: D, title: 甲, read: person}]"), "clients/robot.pem": pem,
      "clients/robot.yaml": SampleSet.client(tail: keys),
    ])
  }

  @Test("A key lies beside the client's file; its id is the client's unless it has its own")
  func keyFile() throws {
    let policy = CompiledPolicy(try SampleSet.unwrap(load("keys: [{alg: ES256, public: robot.pem, not_after: 2027-06-30}]")))
    let (client, key) = try #require(policy.client(keyID: "robot"))
    #expect(client.id == "robot" && key.algorithm == .es256 && key.publicPEM.contains("BEGIN PUBLIC KEY"))
    #expect(key.isUsable(at: SampleSet.now))
    #expect(!key.isUsable(at: try #require(CivilDay("2027-07-01")).start))
    #expect(policy.client(keyID: "other") == nil)
  }

  @Test("A client without keys is warned of, not refused")
  func noKey() {
    let (set, found) = SampleSet.load(rules: "denies: [{id: D, title: 甲, read: person}]")
    #expect(set != nil && found.map(\.code) == ["no-key"])
    #expect(found.first?.severity == .warning)
  }

  @Test(
    "Keys that are wrong are faults",
    arguments: [
      ("keys: [{alg: EdDSA, public: robot.pem}]", "key-algorithm-differs"),
      ("keys: [{alg: ES256, public: ../robot.pem}]", "key-file-missing"),
      ("keys: [{alg: ES256, public: clients/robot.pem}]", "key-file-missing"),
      ("keys: [{alg: HS256, public: robot.pem}]", "unknown-word"),
      ("keys: [{alg: ES256, public: robot.pem}, {id: second, alg: ES256, public: gone.pem}]", "missing-key"),
      ("keys: [{id: first, alg: ES256, public: robot.pem}, {id: second, alg: ES256, public: robot.pem}]", "key-shared"),
    ])
  func wrongKeys(_ keys: String, _ code: String) {
    let (set, found) = load(keys)
    #expect(set == nil && found.first?.code == code)
  }

  @Test("A private key in a client's file is told as what it is")
  func privateKey() {
    let (set, found) = load("keys: [{alg: ES256, public: robot.pem}]", pem: CheckTests.key.replacing("PUBLIC", with: "PRIVATE"))
    #expect(set == nil && found.map(\.code) == ["private-key-in-policy"])
    let (_, garbage) = load("keys: [{alg: ES256, public: robot.pem}]", pem: "样例")
    #expect(garbage.map(\.code) == ["key-malformed"])
  }

  @Test("A key id or a key belongs to one client")
  func sharedKeys() {
    let keys = "keys: [{id: k1, alg: ES256, public: robot.pem}]"
    let (set, found) = SampleSet.load([
      "roles/tester.yaml": SampleSet.role("denies: [{id: D, title: 甲, read: person}]"), "clients/robot.pem": CheckTests.key,
      "clients/robot.yaml": SampleSet.client(tail: keys), "clients/twin.yaml": SampleSet.client("twin", tail: keys),
    ])
    #expect(set == nil && found.map(\.code) == ["duplicate-key-id", "key-shared"])
    #expect(found.allSatisfy { $0.file == "clients/twin.yaml" })
  }

  @Test(
    "Networks are checked",
    arguments: [
      ("10.0.8.5/24", "network-host-bits"), ("0.0.0.0/0", "wildcard"), ("10.0.8", "network-malformed"),
      ("010.0.8.0/24", "network-malformed"), ("", "empty-list"),
    ])
  func networks(_ network: String, _ code: String) {
    let (set, found) = load("keys: [{alg: ES256, public: robot.pem}]\nnetworks: [\(network)]")
    #expect(set == nil && found.map(\.code) == [code])
  }

  @Test("A client that is written is read back as it was")
  func rendering() throws {
    let client = Client(
      id: "new-01", title: "样例：\"机器人\" #1\n二", unit: .init(name: "样例单位", code: "11110101MB0TE00113"), kind: .agent,
      roles: ["tester"],
      keys: [
        ClientKey(id: "new-01-a", algorithm: .es256, publicPEM: CheckTests.key + "\n", notAfter: CivilDay("2027-06-30")),
        ClientKey(id: "new-01-b", algorithm: .edDSA, publicPEM: ClientTests.edKey + "\n"),
      ], networks: [try NetworkRange("10.0.8.0/24"), try NetworkRange("2001:db8::/32")], request: "共享申请-样例-0001")
    let text = ClientFile.render(client)
    let (set, found) = PolicySet.load(
      files: [
        PolicyFile(path: "purposes.yaml", text: "# yaml-language-server: $schema=policy.schema.json\n" + SampleSet.purposes),
        PolicyFile(path: "masks.yaml", text: "# yaml-language-server: $schema=policy.schema.json\n" + SampleSet.masks),
        PolicyFile(
          path: "roles/tester.yaml", text: SampleSet.schemaLine + SampleSet.role("denies: [{id: D, title: 甲, read: person}]")),
        PolicyFile(path: "clients/new-01.yaml", text: text),
      ], model: SampleSet.model)
    #expect(found == [])
    #expect(set?.clients == [client])
  }

  @Test("Suspending changes one line and keeps the comments")
  func suspending() {
    let text = "client: a\nstatus: active   # 启用\nroles: [b]\n"
    #expect(ClientFile.setting(.suspended, in: text) == "client: a\nstatus: suspended # 启用\nroles: [b]\n")
    #expect(ClientFile.setting(.suspended, in: "client: a\n") == nil)
  }
}
