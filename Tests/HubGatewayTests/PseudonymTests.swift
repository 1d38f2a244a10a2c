import Foundation
import HubCrypto
import HubModel
import Synchronization
import Testing

@testable import HubGateway

/// Attack 15: whoever has two exports, or a list of names, finds out nothing.
@Suite("Pseudonyms")
struct PseudonymTests {
  private static let codes = ["91110105MA9PW3T54M", "91110101MA00TE011P"]

  private func hub(_ names: [String]) throws -> TestHub {
    let hub = try TestHub()
    for (code, name) in zip(Self.codes, names) {
      let row = try hub.maker.enterprise(code, "样例公司", representative: name)
      hub.add("enterprise", row)
      hub.store.contents.withLock { $0.records[row.subject] = ["code": code, "legal_rep_name": name] }
    }
    return hub
  }

  private func pseudonym(
    _ hub: TestHub, _ code: String = PseudonymTests.codes[0], as client: String = "shy-01", purpose: String = "permit-acceptance"
  ) async throws -> String {
    let answer = try await hub.lookup(
      #"{"code":"\#(code)"}"#, as: client, purpose: purpose, #"["code","legal_rep_name"]"#)
    #expect(answer["enterprises.0.masked.0"] == "legal_rep_name")
    return try #require(answer["enterprises.0.fields.legal_rep_name"])
  }

  @Test("attack 15: one client for one purpose sees one name for one value; clients and purposes cannot be joined")
  func joins() async throws {
    let hub = try hub(["样例甲", "样\u{3000}例甲"])
    let first = try await pseudonym(hub)
    #expect(first.wholeMatch(of: #/k1-[0-9a-f]{32}/#) != nil)
    #expect(try await pseudonym(hub) == first)
    #expect(try await pseudonym(hub, Self.codes[1]) == first, "two spellings of one name are one value")
    let others = [
      try await pseudonym(hub, purpose: "statistics"), try await pseudonym(hub, as: "shy-02"),
      try await pseudonym(hub, as: "shy-02", purpose: "statistics"),
    ]
    #expect(Set(others + [first]).count == 4)
    #expect(try await pseudonym(try self.hub(["样例甲"])) != first, "another hub has another key")
  }

  @Test("attack 15: no digest that anybody can compute is in it, and different values differ")
  func dictionary() async throws {
    let hub = try hub(["样例甲", "样例乙"])
    let first = try await pseudonym(hub)
    #expect(try await pseudonym(hub, Self.codes[1]) != first)
    let parts = ["shy-01", "permit-acceptance", "enterprise.legal_rep_name", "样例甲"]
    for message in ["样例甲", parts.joined(), parts.joined(separator: "|")] {
      for hash in MessageHash.allCases {
        let digest = Hex.encode(hash.digest(Array(message.utf8)))
        #expect(!first.contains(digest.prefix(32)) && !first.contains(digest.suffix(32)))
      }
    }
  }

  @Test("Parts cannot run into one another, and the version of the key is told")
  func parts() throws {
    let hub = try hub([])
    let pseudonyms = try #require(try Pseudonyms(hub.keys))
    #expect(pseudonyms.text(["ab", "c"]) != pseudonyms.text(["a", "bc"]))
    #expect(pseudonyms.text(["ab", ""]) != pseudonyms.text(["ab"]))
    #expect(try Pseudonyms(hub.keys.restricted(to: .verification)) == nil)
  }
}
