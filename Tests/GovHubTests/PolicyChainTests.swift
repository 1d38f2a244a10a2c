import Foundation
import HubCrypto
import HubModel
import HubPolicy
import HubStore
import Testing

@testable import govhub

@Suite("In production a policy set counts with the signatures of two officers of the set before it (attack 36)")
struct PolicyChainTests {
  private let li: TestOfficer
  private let wang: TestOfficer
  private let stranger: TestOfficer
  /// The first set, which li and wang have signed.
  private let chain: PolicyChain

  init() throws {
    li = try TestOfficer("li-an")
    wang = try TestOfficer("wang-bo")
    stranger = try TestOfficer("zhao-min")
    var chain = PolicyChain(root: nil)
    let fault = chain.take(try Self.row(4, [li, wang], author: li, approver: wang))
    #expect(fault == nil)
    self.chain = chain
  }

  /// A published set of those people; `text` makes it another one.
  private static func row(
    _ sequence: Int64, _ people: [TestOfficer], text: String = "", author: TestOfficer?, approver: TestOfficer?,
    after last: PublishedSet? = nil, suspended: Set<String> = []
  ) throws -> SignedSet {
    let files = people.flatMap(\.files) + [(path: "purposes.yaml", text: text)]
    let digest = Self.digest(files)
    var signatures: [PolicySignature] = []
    for (part, officer) in [(PolicySignature.Part.author, author), (.approver, approver)] {
      guard let officer else { continue }
      let signature = try officer.signer.sign(PolicySignature.message(part, of: digest, after: last))
      signatures.append(PolicySignature(part, officer.id, signature))
    }
    return SignedSet(
      sequence: sequence, digest: digest, files: files,
      signatures: String(decoding: try JSONEncoder().encode(signatures), as: UTF8.self), publishedAt: 1_795_579_200_000_000,
      suspended: suspended)
  }

  private static func digest(_ files: [(path: String, text: String)]) -> [UInt8] {
    SM3.digest(PolicySet.canonicalBytes(of: files.map { PolicyFile(path: $0.path, text: $0.text) })).bytes
  }

  /// What becomes of a set that follows the first one.
  private func second(
    _ people: [TestOfficer]? = nil, author: TestOfficer?, approver: TestOfficer?, suspended: Set<String> = []
  ) throws -> PolicyChain.Fault? {
    var chain = chain
    let row = try Self.row(
      5, people ?? [li, wang], text: "second", author: author, approver: approver, after: chain.last, suspended: suspended)
    let fault = chain.take(row)
    #expect(chain.seen == 5)
    #expect(chain.last?.sequence == (fault == nil ? 5 : 4), "the last good one stays")
    return fault
  }

  @Test("signed by author and approver it counts; unsigned, or by one of them alone, it does not")
  func signed() throws {
    #expect(try second(author: li, approver: wang) == nil)
    #expect(try second(author: nil, approver: nil) == .unsigned)
    #expect(try second(author: li, approver: nil) == .unsigned)
    #expect(try second(author: nil, approver: wang) == .unsigned)
  }

  @Test("an author who approves their own change is refused")
  func ownChange() throws {
    #expect(try second(author: li, approver: li) == .authorApproves)
  }

  @Test("whoever the set before does not have as an active security administrator signs nothing, however the new set has them")
  func strangers() throws {
    #expect(try second([li, wang, stranger], author: li, approver: stranger) == .notAnOfficer)
    #expect(try second(author: li, approver: wang, suspended: ["wang-bo"]) == .notAnOfficer)
    for other in [wang.with(role: .steward), wang.with(status: .left), wang.with(status: .suspended)] {
      var chain = chain
      let second = chain.take(try Self.row(5, [li, other, stranger], author: li, approver: wang, after: chain.last))
      #expect(second == nil)
      let third = chain.take(try Self.row(6, [li, wang], author: li, approver: wang, after: chain.last))
      #expect(third == .notAnOfficer)
    }
  }

  @Test("a key of somebody else under an officer's name does not sign for that officer")
  func otherKey() throws {
    var chain = chain
    var row = try Self.row(5, [li, wang], text: "second", author: li, approver: stranger, after: chain.last)
    row.signatures = row.signatures.replacingOccurrences(of: "zhao-min", with: "wang-bo")
    let fault = chain.take(row)
    #expect(fault == .signatureWrong)
  }

  @Test("an older set does not come back with its old signatures")
  func replay() throws {
    var chain = chain
    let second = chain.take(try Self.row(5, [li, wang], text: "second", author: li, approver: wang, after: chain.last))
    #expect(second == nil)
    let first = chain.take(try Self.row(6, [li, wang], author: li, approver: wang))
    #expect(first == .signatureWrong)
    #expect(chain.last?.sequence == 5)
  }

  @Test("files that were changed under good signatures do not count, nor files that cannot be read")
  func changed() throws {
    var chain = chain
    var row = try Self.row(5, [li, wang], text: "second", author: li, approver: wang, after: chain.last)
    row.files?.append((path: "roles/extra.yaml", text: "role: extra"))
    let kept = chain.take(row)
    #expect(kept == .digestDiffers)
    row.digest = Self.digest(row.files ?? [])
    let renewed = chain.take(row)
    #expect(renewed == .signatureWrong)
    row.files = nil
    let lost = chain.take(row)
    #expect(lost == .unreadable)
  }

  @Test("a first set that is not the pinned one does not count, however well it is signed")
  func root() throws {
    let first = try Self.row(1, [li, wang], author: li, approver: wang)
    var pinned = PolicyChain(root: first.digest)
    let other = pinned.take(try Self.row(1, [stranger, wang], author: stranger, approver: wang))
    #expect(other == .notTheRoot)
    let own = pinned.take(first)
    #expect(own == nil)
    var malformed = PolicyChain(root: [])
    let none = malformed.take(first)
    #expect(none == .notTheRoot)
  }

  @Test("two persons with one key are no two persons")
  func oneKey() throws {
    var chain = PolicyChain(root: nil)
    var row = try Self.row(1, [li, wang], author: li, approver: wang)
    row.files = row.files?.map { file in
      (path: file.path, text: file.path == "people/wang-bo.pem" ? li.signer.publicKeyPEM : file.text)
    }
    row.digest = Self.digest(row.files ?? [])
    let fault = chain.take(row)
    #expect(fault == .unreadable)
  }
}
