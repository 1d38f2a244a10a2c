import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("A login without the right that a command needs") struct LoginTests {
  @Test("is told the role of the process, or the owner, and the statement that mends it")
  func told() async throws {
    try await Deployment.with { hub in
      let login = "login_\(UInt64.random(in: .min ... .max))"
      try await hub.sql { try await $0.execute("CREATE ROLE \(login) LOGIN") }
      let uri = hub.uri.replacingOccurrences(of: "//postgres@", with: "//\(login)@")
      let settings = ["--database", uri, "--keys", hub.folder.keys]
      for (words, role) in [
        (["runs"], "govhub_ingest"), (["audit", "verify"], "govhub_auditor"),
        (["client", "suspend", "hall-rpa-01", "--reason", "test"], "postgres"),
      ] {
        let refused = try await Program.run(words + settings)
        #expect(refused.status == 1)
        let grant = "GRANT \(role) TO \(login)"
        #expect(refused.errors.contains(grant), "\(refused.errors)")
        try await hub.sql { try await $0.execute(grant) }
        let granted = try await Program.run(words + settings)
        #expect(granted.status == 0, "\(granted.errors)")
      }
      try await hub.sql { try await $0.execute("DROP ROLE \(login)") }
    }
  }
}
