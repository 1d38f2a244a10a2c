import HubModel
import Testing

@testable import HubPolicy

@Suite("People")
struct PersonTests {
  static let smKey = """
    -----BEGIN PUBLIC KEY-----
    MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEOe2xfhoqwsERWaKI8V6EcEQEQlkK
    83JCJbPWD8A3Ufvan2w4leppnA2OavB4aJ/CLVBNfJ/TMorY7oExW4d9BA==
    -----END PUBLIC KEY-----
    """

  private static func person(_ id: String, role: String = "security-administrator", status: String = "active", keys: String)
    -> String
  {
    "person: \(id)\ntitle: 样例岗位\nrole: \(role)\nstatus: \(status)\nkeys: \(keys)\n"
  }

  private static let smKeys = "[{alg: SM2, public: officer.pem, not_after: 2027-06-30}]"

  private func load(_ files: [String: String]) -> (PolicySet?, [Diagnostic]) {
    let others = [
      "roles/tester.yaml": SampleSet.role("denies: [{id: D, title: 甲, read: person}]"), "people/officer.pem": Self.smKey,
      "people/second.pem": CheckTests.key,
    ]
    return SampleSet.load(others.merging(files) { $1 })
  }

  @Test("Another set tells of people who come, go, do something else, or sign with another key")
  func differences() throws {
    let file = "people/li-an.yaml"
    func set(_ files: [String: String]) throws -> PolicySet { try SampleSet.unwrap(load(files)) }
    let old = try set([file: Self.person("li-an", keys: Self.smKeys)])
    func words(_ files: [String: String]) throws -> [String] { old.differences(to: try set(files)).map(\.en) }
    #expect(try words([file: Self.person("li-an", keys: Self.smKeys)]) == [])
    #expect(try words([:]) == ["person li-an is taken out"])
    #expect(try set([:]).differences(to: old).map(\.en) == ["person li-an is new: security-administrator, active"])
    #expect(
      try words([file: Self.person("li-an", role: "steward", status: "suspended", keys: Self.smKeys)])
        == ["person li-an: role security-administrator → steward", "person li-an: status active → suspended"])
    let other = "[{alg: ES256, public: second.pem, not_after: 2027-06-30}]"
    #expect(
      try words([file: Self.person("li-an", keys: other)])
        == ["person li-an has a new key (ES256, ≤ 2027-06-30)", "person li-an has lost a key (SM2, ≤ 2027-06-30)"])
    #expect(
      try words([file: Self.person("li-an", keys: Self.smKeys.replacing("2027", with: "2028"))])
        == ["person li-an: key SM2, ≤ 2027-06-30 → SM2, ≤ 2028-06-30"])
  }

  @Test("A person has one role and keys that end; the set holds the files, so that digest and publication cover them")
  func read() throws {
    let set = try SampleSet.unwrap(load(["people/li-an.yaml": Self.person("li-an", keys: Self.smKeys)]))
    let person = try #require(set.people.first)
    #expect(person.id == "li-an" && person.role == .securityAdministrator && person.status == .active)
    let key = try #require(person.keys.first)
    #expect(key.algorithm == .sm2 && key.isUsable(at: SampleSet.now))
    #expect(!key.isUsable(at: try #require(CivilDay("2027-07-01")).start))
    #expect(set.files.map(\.path).contains("people/li-an.yaml"))
    #expect(PolicySet.people(in: set.files) == set.people, "the same without a model")
    let suspended = Self.person("li-an", status: "suspended", keys: Self.smKeys)
    #expect(try SampleSet.unwrap(load(["people/li-an.yaml": suspended])).canonicalBytes != set.canonicalBytes)
  }

  @Test(
    "What is wrong with a person's file is told",
    arguments: [
      (person("li-an", role: "[security-administrator, audit-administrator]", keys: smKeys), "several-roles"),
      (person("li-an", role: "security-administrater", keys: smKeys), "unknown-word"),
      (person("other", keys: smKeys), "name-differs-from-file"),
      (person("li-an", status: "gone", keys: smKeys), "unknown-word"),
      (person("li-an", keys: "[{alg: ES256, public: officer.pem, not_after: 2027-06-30}]"), "key-algorithm-differs"),
      (person("li-an", keys: "[{alg: EdDSA, public: officer.pem, not_after: 2027-06-30}]"), "unknown-word"),
      (person("li-an", keys: "[{alg: SM2, public: gone.pem, not_after: 2027-06-30}]"), "key-file-missing"),
      (person("li-an", keys: "[{alg: SM2, public: officer.pem}]"), "missing-key"),
    ])
  func faults(_ text: String, _ code: String) {
    let (set, found) = load(["people/li-an.yaml": text])
    let errors = found.filter { $0.severity == .error }
    #expect(set == nil && errors.map(\.code) == [code])
    #expect(errors.allSatisfy { $0.file == "people/li-an.yaml" && !$0.zh.isEmpty && !$0.en.isEmpty })
    #expect(PolicySet.people(in: [PolicyFile(path: "people/li-an.yaml", text: text)]) == nil)
  }

  @Test("Two persons with one key, and a person with a client's key, are faults")
  func sharedKeys() {
    let (twice, found) = load([
      "people/li-an.yaml": Self.person("li-an", keys: Self.smKeys),
      "people/wang-bo.yaml": Self.person("wang-bo", keys: Self.smKeys),
    ])
    #expect(twice == nil && found.filter { $0.severity == .error }.map(\.code) == ["key-shared"])
    #expect(found.contains { $0.file == "people/wang-bo.yaml" && $0.en.contains("li-an") })
    let (client, shared) = load([
      "clients/robot.pem": CheckTests.key,
      "clients/robot.yaml": SampleSet.client(tail: "keys: [{alg: ES256, public: robot.pem}]"),
      "people/li-an.yaml": Self.person("li-an", keys: "[{alg: ES256, public: second.pem, not_after: 2027-06-30}]"),
    ])
    #expect(client == nil && shared.filter { $0.severity == .error }.map(\.code) == ["key-shared"])
  }

  @Test("Fewer than two security administrators who can sign, and a person without a key, are warned of")
  func warnings() {
    let (alone, found) = load(["people/li-an.yaml": Self.person("li-an", keys: "[]")])
    #expect(alone != nil)
    #expect(Set(found.map(\.code)) == ["no-key", "too-few-officers"])
    let keys = "[{alg: ES256, public: second.pem, not_after: 2027-06-30}]"
    let (two, none) = load([
      "people/li-an.yaml": Self.person("li-an", keys: Self.smKeys), "people/wang-bo.yaml": Self.person("wang-bo", keys: keys),
    ])
    #expect(two?.people.count == 2 && none == [])
    let (left, again) = load([
      "people/li-an.yaml": Self.person("li-an", keys: Self.smKeys),
      "people/wang-bo.yaml": Self.person("wang-bo", status: "left", keys: keys),
    ])
    #expect(left?.people.last?.status == .left && again.map(\.code) == ["too-few-officers"])
  }

  @Test("A person that is written is read back as it was")
  func rendering() throws {
    let key = PersonKey(algorithm: .sm2, publicPEM: Self.smKey, notAfter: try #require(CivilDay("2027-06-30")))
    let person = RegisteredPerson(id: "li-an", title: "样例：\"岗位\" #1", role: .auditAdministrator, keys: [key])
    let text = PersonFile.render(person, keyFile: "li-an.pem")
    let files = [PolicyFile(path: "people/li-an.yaml", text: text), PolicyFile(path: "people/li-an.pem", text: Self.smKey)]
    #expect(PolicySet.people(in: files) == [person])
  }
}
