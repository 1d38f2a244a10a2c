import Foundation
import HubCrypto
import HubModel
import HubPostgres
import Testing

@testable import govhub

@Suite("Erasure of a subject") struct EraseTests {
  private struct Printed: Decodable {
    var statement: Told
    var signed: String
    var signature: String
    struct Told: Decodable {
      var subject: String
      var rows: [String: Int64]
      var backupRetention: String
    }
  }

  /// `govhub erase`, with the number on standard input.
  private static func erase(_ hub: Deployment, _ number: String, _ options: [String] = []) async throws -> Program.Outcome {
    let input = Pipe()
    let program = try Program.start(
      hub.arguments(["erase", "--entity", "person", "--reason", "request 17"] + options), input: input)
    try input.fileHandleForWriting.write(contentsOf: Data("\(number)\n".utf8))
    try input.fileHandleForWriting.close()
    return await program.outcome()
  }

  @Test("a signed statement counts what went and is on record; the person is not falsely unknown, and comes back when lifted")
  func whole() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      let outcome = try await Self.erase(hub, person.number)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(!outcome.output.contains(person.number) && !outcome.errors.contains(person.number))
      let printed = try JSONDecoder().decode(Printed.self, from: Data(outcome.output.utf8))
      #expect(printed.statement.rows[#"landing."public_security__population""#] == 1)
      #expect(printed.statement.rows[#"hub."person""#] == 1)
      #expect(printed.statement.backupRetention == "30d")
      let verifier = try hub.hub.keyRing().signer().verifier
      let signature = try #require(Base64URL.decode(printed.signature))
      #expect(verifier.isValid(signature, of: Array(printed.signed.utf8)))
      #expect(printed.signed.contains(printed.statement.subject))
      let recorded = "SELECT count(*) FROM audit.entry WHERE entry LIKE '%subject-erase%\(printed.statement.subject)%'"
      #expect(try await hub.number(recorded) == 1)
      #expect(try await hub.govhub("audit", "verify").status == 0)
      try await TestGateway.with(hub) { gateway in
        #expect(try await gateway.ask(person).reason == "quarantined")
        #expect(try await hub.govhub("ingest", "public-security/population").status == 0)
        #expect(try await gateway.ask(person).reason == "quarantined", "the source brings it still")
        let lifted = try await Self.erase(hub, person.number, ["--lift"])
        #expect(lifted.status == 0, "\(lifted.errors)")
        #expect(try await hub.govhub("ingest", "public-security/population").status == 0)
        #expect(try await gateway.ask(person).result == "match")
      }
    }
  }

  @Test("a number that is none, and a ring that cannot put it on record, erase nothing")
  func refused() async throws {
    try await Deployment.with { hub in
      let before = try await hub.digest()
      let malformed = try await Self.erase(hub, "12345")
      #expect(malformed.status == 1)
      #expect(malformed.errors.contains("[number-malformed]"), "\(malformed.errors)")
      #expect(!malformed.errors.contains("12345"))
      #expect(try await hub.digest() == before)
    }
  }
}
