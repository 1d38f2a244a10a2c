import HubModel
import Testing

@testable import HubCrypto

@Suite struct KeyRingTests {
  @Test("Every purpose, label, version, suite and root has a key of its own")
  func separation() throws {
    var seen: Set<Fingerprint> = []
    var made = 0
    for (suite, root, version) in [(Suite.sm, 7, 1), (.nist, 7, 1), (.sm, 8, 1), (.sm, 7, 2)] {
      let ring = try ring(suite, root: UInt8(root), version: UInt16(version))
      for purpose in KeyPurpose.allCases {
        for label in ["", "person.name", "person.nam"] {
          seen.insert(try ring.fingerprinter(purpose, label: label)("same"))
          made += 1
        }
      }
    }
    #expect(seen.count == made)
  }

  @Test("The same root, suite and version yield the same fingerprints in another process")
  func stable() throws {
    let number = "110101199003078515"
    let subject = try ring().subjectKey(entity: "person").subject(kind: .residentID, number: number)
    let again = try ring().subjectKey(entity: "person").subject(kind: .residentID, number: number)
    #expect(subject == again)
  }

  @Test("A ring restricted to verification has no sealing key and makes the same fingerprints")
  func restricted() throws {
    let full = try ring()
    let verify = full.restricted(to: .verification)
    #expect(!verify.purposes.contains(.sealing))
    #expect(code { _ = try verify.sealer(label: "public-security/population") } == "key-not-held")
    #expect(code { _ = try verify.fingerprinter(.rowHash) } == "key-not-held")
    #expect(
      try verify.attributeKey(entity: "person", attribute: "name").fingerprint(subject: .sample, value: "张三")
        == full.attributeKey(entity: "person", attribute: "name").fingerprint(subject: .sample, value: "张三"))
    #expect(verify.identity == full.identity)
  }

  @Test("A restricted ring cannot be widened again")
  func narrowing() throws {
    let narrow = try ring().restricted(to: [.subject]).restricted(to: Set(KeyPurpose.allCases))
    #expect(narrow.purposes == [.subject])
  }

  @Test("The identity of a ring is the same each time, and is the first half of a key that nothing else uses")
  func stableIdentity() throws {
    let root = secret([UInt8](repeating: 7, count: 32))
    let key = try KeyDerivation.derive(from: root, hash: .sm3, context: ["sm", "1", "identity"])
    for _ in 0..<20 { #expect(try ring().identity == Hex.encode(key.copy.prefix(16))) }
  }

  @Test("Rings of different roots differ in identity, and printing a ring shows no key")
  func identity() throws {
    let (one, other) = (try ring(root: 1), try ring(root: 2))
    #expect(one.identity != other.identity)
    var printed = ""
    dump(one, to: &printed)
    print(one, to: &printed)
    let known = try #require(one.keys[.sealing]).copy.prefix(4)
    #expect(!printed.contains(Hex.encode(known)))
    #expect(printed.contains("KeyRing(sm v1"))
  }
}

extension Subject {
  static let sample = Subject(Fingerprint(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10))
}
