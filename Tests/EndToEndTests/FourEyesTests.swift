import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("In production two persons put a policy set in force (attack 36)", .timeLimit(.minutes(5)))
struct FourEyesTests {
  @Test("an unsigned set and one that its author approves are refused; with a second person it is in force, until the next one")
  func whole() async throws {
    try await ProductionHub.with { hub in
      for person in ["li-an", "wang-bo"] { #expect(try await hub.login(person).status == 0) }
      func expect(_ outcome: Program.Outcome, _ code: String) {
        #expect(outcome.status == 1 && outcome.errors.contains("[\(code)]"), "\(code): \(outcome.errors)")
      }
      expect(try await hub.publish("li-an"), "policy-not-proposed")
      expect(try await hub.approve("wang-bo"), "proposal-unknown")
      #expect(try await hub.propose("li-an").status == 0)
      expect(try await hub.approve("li-an"), "own-proposal")
      expect(try await hub.publish("li-an"), "policy-not-approved")
      #expect(try await hub.deployment.number("SELECT count(*) FROM control.policy_set") == 1, "the template's, which is unsigned")
      #expect(try await hub.approve("wang-bo").status == 0)
      let published = try await hub.publish("li-an")
      #expect(published.status == 0 && published.errors.contains("policyRoot: "), "\(published.errors)")
      #expect(try await hub.publish("wang-bo").output.contains("(unchanged)"))
      let path = "\(hub.deployment.folder.policies)/roles/hall-acceptance.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      expect(try await hub.publish("li-an"), "policy-not-proposed")
    }
  }

  @Test("approval by somebody who is suspended meanwhile does not count")
  func suspendedApprover() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      let path = "\(hub.deployment.folder.policies)/roles/hall-acceptance.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try await hub.propose("li-an").status == 0)
      #expect(try await hub.approve("wang-bo").status == 0)
      #expect(try await hub.run("li-an", ["person", "suspend", "wang-bo", "--reason", "test"]).status == 0)
      let refused = try await hub.publish("li-an")
      #expect(refused.status == 1 && refused.errors.contains("[policy-not-accepted]"), "\(refused.errors)")
    }
  }

  @Test(
    "a row that somebody with rights on the database writes is not taken by a running gateway, nor by a new one; an alarm says so")
  func forgedRow() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      let person = try #require(hub.deployment.manifest.subject(.personPlain))
      try await TestGateway.with(hub.deployment, environment: ProductionHub.production) { gateway in
        func version() async throws -> String? { try await gateway.ask(person).body["policyVersion"] as? String }
        let good = try await version()
        #expect(good != nil)
        #expect(try await gateway.get("/metrics").text.contains("govhub_policy_sets_refused_total 1\n"), "the template's set")
        let copy = "INSERT INTO control.policy_set (digest, files, signatures, published_by) SELECT digest, files,"
        let last = "'intruder' FROM control.policy_set WHERE signatures <> '[]' ORDER BY sequence LIMIT 1"
        try await hub.deployment.sql { connection in
          try await connection.execute("\(copy) '[]', \(last)")
          try await connection.execute("\(copy) signatures, \(last)")
        }
        try await Task.sleep(for: .seconds(2))
        #expect(try await version() == good)
        #expect(try await gateway.get("/metrics").text.contains("govhub_policy_sets_refused_total 3\n"))
        let alarms = gateway.program.errors.split(separator: "\n").filter { $0.contains("policy set refused") }
        #expect(alarms.contains { $0.contains("unsigned") } && alarms.contains { $0.contains("signature-wrong") }, "\(alarms)")
        try await TestGateway.with(hub.deployment, environment: ProductionHub.production) { second in
          let answer = try await second.ask(person)
          #expect(answer.body["policyVersion"] as? String == good)
        }
      }
    }
  }

  @Test("nobody leaves production by a setting of their own: after a signed set two officers are needed in either profile")
  func ownSetting() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      let development = ["GOVHUB_PROFILE": "development"]
      #expect(try await hub.run("li-an", ["client", "suspend", "hall-rpa-01", "--reason", "test"]).status == 0)
      _ = try await hub.run("li-an", ["client", "resume", "hall-rpa-01"], settings: development)
      let standing = "SELECT count(*) FROM control.revocation WHERE kind = 'client' AND lifted_at IS NULL"
      #expect(try await hub.deployment.number(standing) == 1)
      let path = "\(hub.deployment.folder.policies)/roles/hall-acceptance.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      let refused = try await hub.run("li-an", ["policy", "publish"], settings: development)
      #expect(refused.status == 1 && refused.errors.contains("[policy-not-proposed]"), "\(refused.errors)")
    }
  }

  @Test("a client is suspended by one officer and given back by two")
  func resumption() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      #expect(try await hub.run("li-an", ["client", "suspend", "hall-rpa-01", "--reason", "test"]).status == 0)
      let standing = "SELECT count(*) FROM control.revocation WHERE kind = 'client' AND lifted_at IS NULL"
      #expect(try await hub.run("li-an", ["client", "resume", "hall-rpa-01"]).status == 0)
      #expect(try await hub.deployment.number(standing) == 1)
      let again = try await hub.run("li-an", ["client", "resume", "hall-rpa-01"])
      #expect(again.status == 1 && again.errors.contains("[second-officer-needed]"), "\(again.errors)")
      #expect(try await hub.deployment.number(standing) == 1)
      #expect(try await hub.run("wang-bo", ["client", "resume", "hall-rpa-01"]).status == 0)
      #expect(try await hub.deployment.number(standing) == 0)
    }
  }
}
