import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("Requests for data (Decree 809, articles 20–22 and 27)") struct RequestTests {
  private static let id = "yl-2026-0001"

  /// One person's command.
  private static func run(_ hub: Deployment, as person: String, _ words: String...) async throws -> Program.Outcome {
    try await Program.run(hub.arguments(words), environment: ["SUDO_USER": person])
  }

  /// Files, checks and approves the sample request.
  private static func consent(_ hub: Deployment) async throws {
    for (person, words) in [
      ("zhang", ["file", id]), ("li", ["check", id]), ("zhang", ["approve", id, "--side", "requester"]),
      ("li", ["approve", id, "--side", "provider"]),
    ] {
      let outcome = try await Program.run(hub.arguments(["request"] + words), environment: ["SUDO_USER": person])
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
  }

  /// A role of the request's grants, held by the sample's agent.
  private static func useGrants(_ hub: Deployment, _ yaml: String) throws {
    let role = "# yaml-language-server: $schema=../policy.schema.json\nrole: subsidy\ntitle: 样例\ngrants:\n\(yaml)"
    try role.write(toFile: "\(hub.folder.policies)/roles/subsidy.yaml", atomically: true, encoding: .utf8)
    let path = "\(hub.folder.policies)/clients/service-agent-01.yaml"
    let client = try String(contentsOfFile: path, encoding: .utf8)
      .replacingOccurrences(of: "roles: [", with: "roles: [subsidy, ")
    try client.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("filed, checked, approved by two persons, granted, suspended, resumed, ended: each act once, on record, never changed")
  func life() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let id = Self.id
      #expect(try await Self.run(hub, as: "zhang", "request", "file", id).status == 0)
      let early = try await Self.run(hub, as: "zhang", "request", "approve", id, "--side", "requester")
      #expect(early.errors.contains("[request-not-checked]"), "\(early.errors)")
      #expect(try await Self.run(hub, as: "li", "request", "check", id).status == 0)
      #expect(try await Self.run(hub, as: "zhang", "request", "approve", id, "--side", "requester").status == 0)
      let both = try await Self.run(hub, as: "zhang", "request", "approve", id, "--side", "provider")
      #expect(both.status == 1)
      #expect(both.errors.contains("[four-eyes]"), "\(both.errors)")
      let none = try await Self.run(hub, as: "li", "request", "grant", id)
      #expect(none.errors.contains("[request-state]"), "\(none.errors)")
      #expect(try await Self.run(hub, as: "li", "request", "approve", id, "--side", "provider").status == 0)
      let granted = try await Self.run(hub, as: "li", "request", "grant", id)
      #expect(granted.status == 0, "\(granted.errors)")
      try Self.useGrants(hub, granted.output)
      let published = try await Self.run(hub, as: "li", "policy", "publish")
      #expect(published.status == 0, "\(published.errors)")
      let suspended = try await Self.run(hub, as: "li", "request", "suspend", id, "--reason", "test")
      #expect(suspended.status == 0, "\(suspended.errors)")
      #expect(try await hub.number("SELECT count(*) FROM control.revocation WHERE target = 'service-agent-01'") == 1)
      let resumed = try await Self.run(hub, as: "li", "request", "resume", id, "--reason", "mended")
      #expect(resumed.errors.contains("govhub client resume service-agent-01"), "\(resumed.errors)")
      #expect(try await Self.run(hub, as: "li", "request", "end", id, "--reason", "test").status == 0)
      let acts = "SELECT count(*) FROM control.access_request_act"
      #expect(try await hub.number(acts) == 8)
      let recorded = "SELECT count(*) FROM audit.entry WHERE split_part(entry, E'\\n', 1)::jsonb ->> 'act' LIKE 'request-%'"
      #expect(try await hub.number(recorded) == 8)
      for change in ["UPDATE", "DELETE FROM"] {
        let end = change == "UPDATE" ? " SET person = 'wang'" : ""
        await #expect(throws: (any Error).self) {
          try await hub.sql { try await $0.execute("\(change) control.access_request_act\(end)") }
        }
      }
      #expect(try await hub.number(acts) == 8)
    }
  }

  @Test("a set is not published with grants of a request that is not granted, or whose file was changed since")
  func consentBeforePublication() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      try Self.useGrants(
        hub,
        """
          - {id: yl-1, title: 样例, request: \(Self.id), verify: person, attributes: [number, name], purposes: [subsidy-review],
             require: [itemCode], expires: 2027-12-31}
        """)
      let early = try await hub.govhub("policy", "publish")
      #expect(early.errors.contains("[request-not-granted]"), "\(early.errors)")
      try await Self.consent(hub)
      #expect(try await Self.run(hub, as: "li", "request", "grant", Self.id).status == 0)
      #expect(try await hub.govhub("policy", "publish").status == 0)
      let path = "\(hub.folder.policies)/requests/\(Self.id).yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "# \n").write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try await hub.govhub("policy", "publish").errors.contains("[request-not-granted]"))
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try await hub.govhub("policy", "publish").status == 0)
    }
  }

  @Test("a grant in force is taken away only by name")
  func withdrawal() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let path = "\(hub.folder.policies)/roles/enterprise-reader.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let less = text.replacingOccurrences(of: "capital, capital_currency]", with: "capital]")
      try less.write(toFile: path, atomically: true, encoding: .utf8)
      let refused = try await hub.govhub("policy", "publish")
      #expect(refused.errors.contains("[withdrawal-unnamed]"), "\(refused.errors)")
      #expect(refused.errors.contains("enterprise-reader/E2"))
      let named = try await hub.govhub("policy", "publish", "--withdraw", "enterprise-reader/E2")
      #expect(named.status == 0, "\(named.errors)")
    }
  }

  @Test("what is late is listed first and counted for the metrics, and a refusal gives its reason")
  func late() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      #expect(try await Self.run(hub, as: "zhang", "request", "file", Self.id).status == 0)
      #expect(try await hub.govhub("request", "list", "--overdue").status == 0)
      try await hub.sql { connection in
        try await connection.execute(
          """
          INSERT INTO control.access_request (id, unit, unit_code) VALUES ('old-1', '样例单位', '11110101MB0TE00113');
          INSERT INTO control.access_request_act (request, act, person, at, digest, share, due)
          VALUES ('old-1', 'filed', 'zhang', '2026-02-13 12:00+08', '\\x00', 'unconditional', '2026-02-14')
          """)
      }
      let late = try await hub.govhub("request", "list", "--overdue", "--json")
      #expect(late.status == 1)
      #expect(late.output.contains("old-1") && !late.output.contains(Self.id), "\(late.output)")
      #expect(late.output.contains("\"due\" : \"2026-02-14\""))
      try await TestGateway.with(hub) { gateway in
        let metrics = try await gateway.get("/metrics").text
        #expect(metrics.contains("govhub_access_requests_overdue 1\n"))
      }
      let unexplained = try await hub.govhub("request", "refuse", Self.id, "--reason", " ")
      #expect(unexplained.status != 0)
      let refused = try await hub.govhub("request", "refuse", Self.id, "--reason", "not needed", "--json")
      #expect(refused.output.contains("\"reason\" : \"not needed\""), "\(refused.output)\(refused.errors)")
    }
  }
}
