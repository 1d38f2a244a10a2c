import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("Proof before a policy is published", .timeLimit(.minutes(5))) struct PolicyProofTests {
  private static func edit(_ hub: Deployment, _ change: (String) -> String) throws {
    let path = "\(hub.folder.policies)/roles/hall-acceptance.yaml"
    try change(String(contentsOfFile: path, encoding: .utf8)).write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static func document(_ outcome: Program.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
  }

  @Test("impact: the recorded questions under the same files change nothing; under others each change is named and counted")
  func impact() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      try await TestGateway.with(hub) { gateway in
        for _ in 0..<3 { #expect(try await gateway.ask(person).result == "match") }
        let path = "/v1/verifications/person"
        let foreign = try await gateway.post(path, as: "hall-rpa-01", TestGateway.person(person, purpose: "statistics"))
        #expect(foreign.code == "purpose-not-granted")
        #expect(try await gateway.post(path, as: "hall-rpa-01", "{").status == 400)
      }
      #expect(try await hub.govhub("client", "suspend", "hall-rpa-02", "--reason", "test").status == 0)
      let same = try await hub.govhub("policy", "impact", "--since", "1d", "--fail-on-change", "--json")
      #expect(same.status == 0, "\(same.errors)")
      let before = try Self.document(same)
      #expect(before["entries"] as? Int == 6)
      #expect(before["unchanged"] as? Int == 4)
      #expect(before["beside"] as? Int == 1)
      #expect(before["acts"] as? Int == 1)
      #expect(before["unreadable"] as? Int == 0)

      try Self.edit(hub) { $0.replacingOccurrences(of: "purposes: [permit-acceptance]", with: "purposes: [statistics]") }
      let other = try await hub.govhub("policy", "impact", "--json")
      #expect(other.status == 0, "\(other.errors)")
      let changes = try #require(try Self.document(other)["changes"] as? [[String: Any]])
      let words = changes.map { change in
        let (before, after) = (change["before"] as? [String: Any], change["after"] as? [String: Any])
        let tally = change["tally"] as? [String: Any]
        return "\(change["client"] ?? "") \(change["purpose"] ?? "") \(before?["code"] ?? "") \(after?["code"] ?? "") "
          + "\(tally?["count"] ?? "")"
      }
      #expect(
        words == [
          "hall-rpa-01 permit-acceptance allowed purpose-not-granted 3",
          "hall-rpa-01 statistics purpose-not-granted allowed 1",
        ])
      #expect(try await hub.govhub("policy", "impact", "--fail-on-change").status == 1)
      let none = try await hub.govhub("policy", "impact", "--since", "0s")
      #expect(none.output.hasPrefix("0 entries"), "\(none.output)")
    }
  }

  @Test("impact reads as the auditor: an entry that was altered beyond reading is counted, not passed over")
  func unreadable() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      try await TestGateway.with(hub) { gateway in
        for _ in 0..<2 {
          let answer = try await gateway.ask(person)
          #expect(answer.result == "match")
        }
      }
      try await hub.sql { try await $0.execute("UPDATE audit.entry SET entry = 'x' WHERE batch = 1") }
      let outcome = try await hub.govhub("policy", "impact", "--json")
      let document = try Self.document(outcome)
      #expect(document["unreadable"] as? Int == 1)
      #expect(document["unchanged"] as? Int == 1)
    }
  }

  @Test("diff compares the files with the live set, sets by their numbers, and folders")
  func diff() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      #expect(try await hub.govhub("policy", "diff").output == "no difference\n")
      try Self.edit(hub) { $0.replacingOccurrences(of: "answer: three_way ", with: "answer: two_way ") }
      let words =
        "~ roles hall-acceptance, hall-duty, verify name, number of person for permit-acceptance: three_way → two_way\n"
      #expect(try await hub.govhub("policy", "diff").output == words)
      #expect(try await hub.govhub("policy", "diff", "--from", "p1", "--to", hub.folder.policies).output == words)
      #expect(try await hub.govhub("policy", "diff", "--from", "p1", "--to", "live").output == "no difference\n")
      let unknown = try await hub.govhub("policy", "diff", "--from", "p9")
      #expect(unknown.status == 1)
      #expect(unknown.errors.contains("[policy-set-unknown]"), "\(unknown.errors)")
    }
  }

  @Test("check --strict and test --coverage end with status 1 where there is a finding or an untested rule")
  func checks() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      #expect(try await hub.govhub("policy", "test", "--coverage", "100").status == 0)
      try Self.edit(hub) { text in
        let second =
          "  - {id: G3, title: 样例, verify: person, attributes: [number], purposes: [permit-acceptance], "
          + "answer: three_way, justification: 样例, require: [itemCode, caseNo]}\ndenies:"
        return text.replacingOccurrences(of: "denies:", with: second)
      }
      let lenient = try await hub.govhub("policy", "check")
      #expect(lenient.status == 0)
      #expect(lenient.errors.contains("[shadowed-grant]"), "\(lenient.errors)")
      let strict = try await hub.govhub("policy", "check", "--strict", "--json")
      #expect(strict.status == 1)
      #expect(strict.output.contains("\"code\" : \"shadowed-grant\""), "\(strict.output)")
      #expect(try await hub.govhub("policy", "test").status == 0)
      let uncovered = try await hub.govhub("policy", "test", "--coverage", "100")
      #expect(uncovered.status == 1)
      #expect(uncovered.errors.contains("not tested: hall-acceptance/G3"), "\(uncovered.errors)")
    }
  }
}
