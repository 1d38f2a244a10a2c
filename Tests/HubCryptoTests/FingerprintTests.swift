import HubModel
import Testing

@testable import HubCrypto

@Suite struct FingerprintTests {
  @Test("Parts cannot run together, and an absent part is not an empty one")
  func parts() throws {
    let make = try ring().fingerprinter(.rowHash)
    func two(_ a: String, _ b: String) -> Fingerprint {
      Array(a.utf8).withUnsafeBytes { a in Array(b.utf8).withUnsafeBytes { make(a, $0) } }
    }
    #expect(two("ab", "c") != two("a", "bc"))
    #expect(two("", "abc") != two("abc", ""))
    let empty = make { $0.part(UnsafeRawBufferPointer(start: nil, count: 0)) }
    #expect(empty == make([]))
    #expect(empty != make { $0.absent() })
  }

  @Test("The closure form equals the overloads")
  func overloads() throws {
    let make = try ring().fingerprinter(.rowKey)
    let (a, b, c): ([UInt8], [UInt8], [UInt8]) = ([1], [2, 3], [4, 5, 6])
    a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        c.withUnsafeBytes { c in
          #expect(make(a) == make { $0.part(a) })
          #expect(
            make(a, b)
              == make {
                $0.part(a)
                $0.part(b)
              })
          #expect(
            make(a, b, c)
              == make {
                $0.part(a)
                $0.part(b)
                $0.part(c)
              })
        }
      }
    }
  }

  @Test("A fingerprint is the first 16 bytes of HMAC over length-prefixed parts", arguments: Suite.allCases)
  func definition(_ suite: Suite) throws {
    let ring = try ring(suite)
    let key = try ring.key(.subject, label: "")
    let number = Array("110101199003078515".utf8)
    var message: [UInt8] = []
    for part in [Array("person".utf8), [1], [], number] { message.appendLengthPrefixed(part) }
    let subject = try ring.subjectKey(entity: "person").subject(kind: .residentID, number: number)
    #expect(subject.fingerprint.bytes == Array(mac(suite.hash, key: key.copy, message).prefix(16)))
  }

  @Test("Entity, kind, issuer and number each change the subject")
  func subjects() throws {
    let ring = try ring()
    let key = try ring.subjectKey(entity: "person")
    let subjects: Set<Subject> = [
      key.subject(kind: .residentID, number: "1"), key.subject(kind: .passport, number: "1"),
      key.subject(kind: .residentID, number: "2"), key.subject(kind: .residentID, number: "1", issuer: "x"),
      try ring.subjectKey(entity: "enterprise").subject(kind: .residentID, number: "1"),
    ]
    #expect(subjects.count == 5)
  }

  @Test("Equal names of two people, and of two attributes, have different fingerprints")
  func noFrequencies() throws {
    let ring = try ring()
    let name = try ring.attributeKey(entity: "person", attribute: "name")
    let other = Subject(Fingerprint(high: 1, low: 2))
    let one = name.fingerprint(subject: .sample, value: "王伟")
    #expect(one == name.fingerprint(subject: .sample, value: Array("王伟".utf8)))
    #expect(one != name.fingerprint(subject: other, value: "王伟"))
    #expect(
      try one != ring.attributeKey(entity: "person", attribute: "address").fingerprint(subject: .sample, value: "王伟"))
  }

  @Test("An unkeyed hash of a number never equals its fingerprint, and two purposes never join")
  func dictionary() throws {
    let (ring, number) = (try ring(), "110101199003078515")
    let subject = try ring.subjectKey(entity: "person").subject(kind: .residentID, number: number)
    #expect(subject.fingerprint.bytes != Array(SM3.digest(number).bytes.prefix(16)))
    #expect(
      try ring.fingerprinter(.pseudonym, label: "a")(number) != ring.fingerprinter(.pseudonym, label: "b")(number))
  }

  @Test("One fingerprinter serves more tasks than it has contexts, and every answer is right")
  func concurrent() async throws {
    let key = try ring().attributeKey(entity: "person", attribute: "name")
    let values = (0..<200).map { "value \($0)" }
    let expected = values.map { key.fingerprint(subject: .sample, value: $0) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        group.addTask { values.map { key.fingerprint(subject: .sample, value: $0) } == expected }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test("A pool lends a fresh context where all of its own are out")
  func overflow() {
    let pool = ContextPool { SM3Digest() }
    func nest(_ depth: Int) -> Int {
      depth == 0 ? 0 : pool.lend { _ in 1 + nest(depth - 1) }
    }
    #expect(nest(20) == 20)
    #expect(nest(20) == 20)
  }
}
