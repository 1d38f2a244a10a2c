import HubCrypto
import HubModel
import HubPostgres
import HubStore
import Testing

@testable import govhub

extension Invariants {
  @Suite("2. Verification without decryption") struct VerifyOnly {
    @Test("a process without the sealing key, under a role without landing, verifies and does not read")
    func restricted() async throws {
      try await Deployment.with { hub in
        let ring = "\(hub.folder.path)/verification-keys"
        #expect(try await hub.govhub("keys", "restrict", "--for", "verification", "--out", ring).status == 0)
        let keys = try KeyRing.load(from: ring)
        #expect(throws: HubError.self) { try keys.sealer(label: "public-security/population") }
        #expect(throws: HubError.self) { try keys.fingerprinter(.rowKey, label: "public-security/population") }
        try await TestGateway.with(hub, ["--verify-only"], keys: ring) { gateway in
          for question in DemoQuestion.all(hub.manifest) where question.client != "reader-01" {
            let answer = try await gateway.post(question.path, as: question.client, question.body)
            #expect(question.expected.isMet(status: answer.status, body: answer.body), "\(question.title): \(answer.text)")
          }
          let firm = try #require(hub.manifest.subject(.firmOpen))
          let lookup = try await gateway.post(
            "/v1/enterprises/lookup", as: "reader-01", DemoQuestion.json(["enterprise": ["code": firm.number]]))
          #expect(lookup.status == 501)
          #expect(lookup.code == "read-not-served")
          let roles = try await hub.number(
            """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'govhub gateway'
            """)
          #expect(roles > 0)
        }
      }
    }

    @Test("govhub_verify has no right on landing, nor on the sealed rows of quarantine")
    func role() async throws {
      try await Deployment.with { hub in
        #expect(try await hub.number("SELECT has_schema_privilege('govhub_verify', 'landing', 'USAGE')::int::int8") == 0)
        let any = """
          SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'landing' AND c.relkind = 'r'
          AND has_table_privilege('govhub_verify', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
          """
        #expect(try await hub.number(any) == 0)
        let sealed = "SELECT has_column_privilege('govhub_verify', 'control.quarantine', 'raw_ct', 'SELECT')::int::int8"
        #expect(try await hub.number(sealed) == 0)
        let ciphertext = """
          SELECT count(*) FROM information_schema.columns WHERE column_name LIKE '%\\_ct' AND table_schema <> 'landing'
          AND (table_schema, table_name) <> ('control', 'quarantine')
          """
        #expect(try await hub.number(ciphertext) == 0, "ciphertext lives in landing only")
        try await hub.hub.withDatabase(.verify) { connection in
          _ = await #expect(throws: PostgresError.self) {
            try await connection.query(#"SELECT 1 FROM landing."public_security__population""#, [], prepare: false)
          }
        }
      }
    }
  }
}
