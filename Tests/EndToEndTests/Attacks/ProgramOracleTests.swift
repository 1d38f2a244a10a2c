import Foundation
import HubPostgres
import Testing

@testable import govhub

/// Attacks 3 and 34 against the program and a database.
@Suite("The gateway keeps nothing of a subject and writes nothing of it down", .timeLimit(.minutes(5)))
struct ProgramOracleTests {
  @Test("attack 3: a change of the database shows in the next answer, however often the subject was asked for: no cache by subject")
  func noCache() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      try await TestGateway.with(hub) { gateway in
        for _ in 0..<20 { #expect(try await gateway.ask(person).result == "match") }
        try await hub.sql { try await $0.execute("UPDATE hub.person SET withdrawn_at = now()") }
        #expect(try await gateway.ask(person).result != "match")
        try await hub.sql { try await $0.execute("UPDATE hub.person SET withdrawn_at = NULL") }
        #expect(try await gateway.ask(person).result == "match")
      }
    }
  }

  @Test("attack 34: a number in the path or the query is refused and is in nothing that the program prints, counts or records")
  func addresses() async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      let path = "/v1/verifications/person"
      try await TestGateway.with(hub) { gateway in
        let token = try gateway.token("hall-rpa-01")
        for place in ["\(path)/\(person.number)", "\(path)?number=\(person.number)", "/v1/persons/\(person.number)"] {
          for body in [nil, "{}"] {
            let answer = try await gateway.send(place, body: body, token: token)
            #expect(answer.code == (place.contains("?") ? "query-not-allowed" : "route-unknown"), "\(answer.text)")
            #expect(!answer.text.contains(person.number))
          }
        }
        #expect(try await gateway.ask(person).result == "match")
        #expect(try await !gateway.get("/metrics").text.contains(person.number))
        // Refusals before authentication are told by the second.
        try await Task.sleep(for: .seconds(2))
        let printed = gateway.program.output + gateway.program.errors
        #expect(printed.contains("query-not-allowed") && !printed.contains(person.number))
      }
      #expect(try await hub.number("SELECT count(*) FROM audit.entry") == 1)
      #expect(try await hub.number("SELECT count(*) FROM audit.entry WHERE entry LIKE '%\(person.number)%'") == 0)
    }
  }
}
