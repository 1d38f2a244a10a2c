import Foundation
import HubModel
import HubPostgres
import HubStore
import Testing

@testable import govhub

extension Invariants {
  @Suite("6. No answer without its audit entry") struct Audited {
    @Test("as many entries as answers: verdicts, refusals, lookups, each item of a batch; none for a caller who is unknown")
    func oneEntryEach() async throws {
      try await Deployment.with { hub in
        try await TestGateway.with(hub) { gateway in
          let questions = DemoQuestion.all(hub.manifest)
          for question in questions {
            let answer = try await gateway.post(question.path, as: question.client, question.body)
            #expect(question.expected.isMet(status: answer.status, body: answer.body), "\(question.title): \(answer.text)")
          }
          let person = try #require(hub.manifest.subject(.personPlain))
          let items = (0..<7).map { place in
            [
              "id": "\(place)", "purpose": place == 3 ? "statistics" : "permit-acceptance", "context": DemoQuestion.context,
              "person": ["documentType": person.documentType, "number": person.number, "name": person.name],
            ] as [String: Any]
          }
          let batch = String(decoding: try JSONSerialization.data(withJSONObject: ["items": items]), as: UTF8.self)
          let answer = try await gateway.post("/v1/verifications/batch", as: "hall-rpa-01", batch)
          #expect(answer.status == 200, "\(answer.text)")
          let unread = try await gateway.post("/v1/verifications/person", as: "hall-rpa-01", "{")
          #expect(unread.status == 400)
          #expect(try await hub.number("SELECT count(*) FROM audit.entry") == Int64(questions.count + items.count + 1))
          let stranger = try await gateway.send("/v1/verifications/person", body: TestGateway.person(person), token: "a.b.c")
          #expect(stranger.status == 401)
          #expect(try await hub.number("SELECT count(*) FROM audit.entry") == Int64(questions.count + items.count + 1))
          #expect(try await hub.number("SELECT sum(entries)::int8 FROM audit.batch") == Int64(questions.count + items.count + 1))
        }
      }
    }

    @Test("an audit that cannot be written: 503 audit-unavailable, health red; and green once it can")
    func unwritable() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        try await TestGateway.with(hub) { gateway in
          #expect(try await gateway.ask(person).status == 200)
          #expect(try await gateway.get("/healthz").status == 200)
          try await hub.sql { try await $0.execute("ALTER TABLE audit.entry ADD CONSTRAINT closed CHECK (false) NOT VALID") }
          for _ in 0..<3 {
            let answer = try await gateway.ask(person)
            #expect(answer.status == 503)
            #expect(answer.code == "audit-unavailable")
            #expect(answer.result == nil)
          }
          #expect(try await gateway.get("/healthz").status == 503)
          #expect(try await gateway.get("/metrics").text.contains("govhub_audit_writable 0"))
          #expect(try await hub.number("SELECT count(*) FROM audit.entry") == 1)
          try await hub.sql { try await $0.execute("ALTER TABLE audit.entry DROP CONSTRAINT closed") }
          #expect(try await gateway.ask(person).result == "match")
          #expect(try await gateway.get("/healthz").status == 200)
          #expect(try await hub.number("SELECT count(*) FROM audit.entry") == 2)
        }
        #expect(try await hub.govhub("audit", "verify").status == 0)
      }
    }

    @Test("a receipt proves its answer offline, with the public key alone; a changed one does not")
    func receipts() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        let key = "\(hub.folder.path)/public.pem"
        try await hub.govhub("receipt", "public-key").output.write(toFile: key, atomically: true, encoding: .utf8)
        let receipt = try await TestGateway.with(hub) { try #require(try await $0.ask(person).receipt) }
        let valid = try await Program.run(["receipt", "verify", receipt, "--public-key", key])
        #expect(valid.status == 0, "\(valid.errors)")
        #expect(valid.output.contains("\"client\":\"hall-rpa-01\""))
        #expect(valid.output.contains("\"result\":\"match\""))
        for place in [8, receipt.count / 3, receipt.count / 2, receipt.count - 8] {
          var changed = Array(receipt.utf8)
          changed[place] = changed[place] == 0x41 ? 0x42 : 0x41
          let text = String(decoding: changed, as: UTF8.self)
          #expect(try await Program.run(["receipt", "verify", text, "--public-key", key]).status != 0, "at \(place)")
        }
      }
    }
  }
}
