import Foundation
import HubCrypto
import HubPostgres
import Testing

@testable import govhub

@Suite("In production whoever shows, changes or exports anything signs in", .timeLimit(.minutes(5)))
struct SignInTests {
  @Test("without a session nothing is done; with one, what the person's role allows; what is done names person and role")
  func roles() async throws {
    try await ProductionHub.with { hub in
      for words in [["status"], ["policy", "publish"], ["audit", "verify"], ["quarantine"], ["ingest", "--all"]] {
        let refused = try await hub.run("sun-li", words)
        #expect(refused.status == 1 && refused.errors.contains("[not-signed-in]"), "\(words): \(refused.errors)")
        #expect(refused.output.isEmpty)
      }
      try await hub.publishFirst()
      #expect(try await hub.login("sun-li").status == 0)
      #expect(try await hub.run("sun-li", ["status"]).status == 0)
      for words in [
        ["audit", "verify"], ["quarantine", "list", "--reveal"], ["client", "suspend", "hall-rpa-01", "--reason", "x"],
      ] {
        let refused = try await hub.run("sun-li", words)
        #expect(refused.status == 1 && refused.errors.contains("[role-not-allowed]"), "\(words): \(refused.errors)")
      }
      #expect(try await hub.login("zhao-min").status == 0)
      let verified = try await hub.run("zhao-min", ["audit", "verify"])
      #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
      let told = "split_part(entry, E'\\n', 1)::jsonb"
      let published = """
        SELECT count(*) FROM audit.entry WHERE \(told) ->> 'act' = 'policy-publish' AND \(told) ->> 'person' = 'wang-bo'
        AND \(told) ->> 'role' = 'security-administrator'
        """
      #expect(try await hub.deployment.number(published) == 1)
      let signed = "SELECT count(*) FROM audit.entry WHERE \(told) ->> 'act' = 'sign-in'"
      #expect(try await hub.deployment.number(signed) == 4)
    }
  }

  @Test("the session's file is the person's alone, and logging out ends the session itself")
  func logout() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      let file = hub.session("li-an")
      let state = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect((state[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      let token = try #require(try file.read())
      #expect(try await hub.run("li-an", ["status"]).status == 0)
      #expect(try await hub.run("li-an", ["logout"]).status == 0)
      try file.write(token)
      let refused = try await hub.run("li-an", ["status"])
      #expect(refused.errors.contains("[not-signed-in]"), "a token that was kept is worth nothing: \(refused.errors)")
    }
  }

  @Test("five wrong passphrases shut the person out for a quarter of an hour, the right one included, and nobody else")
  func lockOut() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      let wrong = hub.passphrase("nobody")
      try hub.write("not the passphrase", to: wrong)
      for _ in 0..<5 {
        let refused = try await hub.login("sun-li", passphrase: wrong)
        #expect(refused.status == 1 && refused.errors.contains("[private-key-not-opened]"), "\(refused.errors)")
      }
      let locked = try await hub.login("sun-li")
      #expect(locked.status == 1 && locked.errors.contains("[sign-in-locked]"), "\(locked.errors)")
      #expect(try await hub.login("zhao-min").status == 0)
      let failures = "split_part(entry, E'\\n', 1)::jsonb @> '{\"act\": \"sign-in-failed\", \"target\": \"sun-li\"}'"
      #expect(try await hub.deployment.number("SELECT count(*) FROM audit.entry WHERE \(failures)") == 6)
      try await hub.deployment.sql { try await $0.execute("UPDATE control.sign_in SET at = at - interval '16 minutes'") }
      #expect(try await hub.login("sun-li").status == 0)
    }
  }

  @Test("a leaver is out at once: by suspension, and by the next published set; a session put back in the table does not help")
  func leaver() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      #expect(try await hub.login("sun-li").status == 0)
      #expect(try await hub.run("sun-li", ["status"]).status == 0)
      let suspended = try await hub.run("li-an", ["person", "suspend", "sun-li", "--reason", "test"])
      #expect(suspended.status == 0, "\(suspended.errors)")
      try await hub.deployment.sql { try await $0.execute("UPDATE control.session SET ended_at = NULL") }
      let refused = try await hub.run("sun-li", ["status"])
      #expect(refused.errors.contains("[not-signed-in]"), "\(refused.errors)")
      #expect(try await hub.login("sun-li").errors.contains("[person-not-active]"))

      #expect(try await hub.login("zhao-min").status == 0)
      let path = "\(hub.deployment.folder.policies)/people/zhao-min.yaml"
      let file = try String(contentsOfFile: path, encoding: .utf8)
      try file.replacingOccurrences(of: "status: active", with: "status: left").write(
        toFile: path, atomically: true, encoding: .utf8)
      #expect(try await hub.run("zhao-min", ["audit", "verify"]).status == 0, "a file alone changes nothing")
      for outcome in [try await hub.propose("wang-bo"), try await hub.approve("li-an"), try await hub.publish("li-an")] {
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      #expect(try await hub.run("zhao-min", ["audit", "verify"]).errors.contains("[not-signed-in]"))
    }
  }

  @Test("a session that somebody wrote into the table lets nobody in: it lacks the person's signature")
  func forgedSession() async throws {
    try await ProductionHub.with { hub in
      try await hub.publishFirst()
      let token = [UInt8](repeating: 7, count: 32)
      try await hub.deployment.sql { connection in
        for person in ["li-an", "sun-li"] {
          try await connection.query(
            """
            INSERT INTO control.session (id, person, started_at, signature)
            SELECT $1, $2, started_at, signature FROM control.session WHERE person = 'li-an' LIMIT 1
            """, [.bytes(SM3.digest(person == "li-an" ? token : token + [1]).bytes), .text(person)], prepare: false)
        }
      }
      for (person, token) in [("li-an", token), ("sun-li", token + [1])] {
        try hub.session("intruder").write(token)
        let refused = try await hub.run("intruder", ["status"])
        #expect(refused.errors.contains("[not-signed-in]"), "\(person): \(refused.errors)")
      }
    }
  }
}
