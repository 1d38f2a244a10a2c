import Foundation
import HubModel
import HubStore
import Testing

@testable import govhub

extension Invariants {
  @Suite("5. Default deny") struct DefaultDeny {
    @Test("no grant, another purpose, a missing part of the context, an unknown caller: no answer, and the entry names why")
    func refused() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        let firm = try #require(hub.manifest.subject(.firmOpen))
        let asked = TestGateway.person(person)
        let enterprise = DemoQuestion.json(["enterprise": ["code": firm.number, "name": firm.name]], purpose: "subsidy-review")
        let questions: [(client: String, path: String, body: String, code: String)] = [
          ("reader-01", "/v1/verifications/person", asked, "no-grant"),
          ("service-agent-01", "/v1/verifications/enterprise", enterprise, "no-grant"),
          ("service-agent-01", "/v1/verifications/person", asked, "purpose-not-granted"),
          ("hall-rpa-01", "/v1/verifications/person", TestGateway.person(person, purpose: "no-such-purpose"), "purpose-unknown"),
          ("hall-rpa-02", "/v1/verifications/person", asked, "client-suspended"),
        ]
        try await TestGateway.with(hub) { gateway in
          for question in questions {
            let answer = try await gateway.post(question.path, as: question.client, question.body)
            #expect(answer.status == 403, "\(question.code)")
            #expect(answer.code == question.code)
            #expect(answer.result == nil)
          }
          let unknown = try await gateway.send("/v1/verifications/person", body: asked, token: nil)
          #expect(unknown.status == 401)
        }
        // The second line is what only the audit keeps.
        let kept = "split_part(entry, E'\\n', 2)::jsonb"
        let denied = "SELECT count(*) FROM audit.entry WHERE \(kept) ->> 'decision' = 'deny' AND \(kept) ->> 'code' = "
        for question in questions { #expect(try await hub.number(denied + "'\(question.code)'") >= 1, "\(question.code)") }
      }
    }

    @Test("a deny beats a grant wherever in the role it stands, and its entry names the deny")
    func denyBeatsAllow() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        let path = "\(hub.folder.policies)/roles/hall-acceptance.yaml"
        let role = try String(contentsOfFile: path, encoding: .utf8)
        let rule = "  - {id: D9, title: 试, verify: person, attributes: [name]}\n"
        let denies = try #require(role.range(of: "denies:\n"))
        let stricter = role.replacingCharacters(in: denies, with: "denies:\n" + rule)
        // The tests of the role, and of the one that inherits it, expect the grant.
        for role in ["hall-acceptance", "hall-duty"] {
          try FileManager.default.removeItem(atPath: "\(hub.folder.policies)/roles/\(role)_test.yaml")
        }
        try stricter.write(toFile: path, atomically: true, encoding: .utf8)
        let published = try await hub.govhub("policy", "publish")
        #expect(published.status == 0, "\(published.errors)")
        try await TestGateway.with(hub) { gateway in
          let answer = try await gateway.ask(person)
          #expect(answer.status == 403)
          #expect(answer.code == "denied-by-rule")
        }
        #expect(
          try await hub.number("SELECT count(*) FROM audit.entry WHERE split_part(entry, E'\\n', 2)::jsonb ->> 'rule' LIKE '%D9%'")
            == 1)
      }
    }
  }

  @Suite("8. A checksum is a remark, never a verdict") struct ChecksumIsARemark {
    @Test("FB-02 an issued code that fails the formula is kept, answered as it stands in the register, and remarked")
    func issuedCode() async throws {
      try await Deployment.with { hub in
        let (code, name) = ("91350203M900000113", "样例早发证商贸有限公司")
        var file = try DepartmentFile("market-regulation/enterprise-registry", of: hub)
        file.append("\(name),\(code),2016-01-05,有限责任公司,样本,100(万元人民币),样例,福建省,思明区,样例路1号,存续（在营、开业、在册）,2016-01-05,,")
        try file.save(in: hub)
        let report = try await hub.ingest("market-regulation/enterprise-registry")
        #expect(report.first?.counts.inserted == 1)
        try await TestGateway.with(hub) { gateway in
          let answer = try await gateway.ask(code: code, name: name)
          #expect(answer.result == "match")
          let notes = (answer.body["notes"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
          let isRemarked = notes?.contains { $0.contains("check") } ?? false
          #expect(isRemarked, "\(notes ?? [])")
          #expect(try await gateway.ask(code: code, name: "样例别家有限公司").result == "mismatch")
          let person = try #require(hub.manifest.subject(.personCheckDiffers))
          #expect(try await gateway.ask(person).result == "match")
        }
      }
    }
  }
}
