import Foundation
import HubIngest
import HubPostgres
import HubStore
import Testing

@testable import govhub

/// Attack 7, the second door: what one door masks, another must not show. Routes and commands are the program's own.
@Suite("No door shows a masked value") struct EveryDoorTests {
  @Test("attack 7: every route and command has a case: a new door without one fails here")
  func known() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let commands = try await CommandDoor.all()
      #expect(commands.count > 30 && commands.contains("policy check"), "the tree of commands is read")
      let cases = CommandDoor.cases(hub).map(\.words)
      #expect(commands.subtracting(cases).sorted() == [], "commands without a case in CommandDoor")
      #expect(Set(cases).subtracting(commands).sorted() == [], "cases of commands that are gone")
      #expect(Set(cases).count == cases.count)
      let routes = try await TestGateway.with(hub) { try await Self.routes($0) }
      let asked = Set(RouteDoor(hub: hub, canaries: Canaries()).cases.keys)
      #expect(routes.subtracting(asked).sorted() == [], "routes without a case in RouteDoor")
      #expect(asked.subtracting(routes).sorted() == [], "cases of routes that are gone")
    }
  }

  @Test(
    "attack 7, FH-05: canaries in no answer, head, metric, log, audit entry or output of a command, in any encoding",
    .timeLimit(.minutes(10)))
  func canaries() async throws {
    let canaries = Canaries()
    try await Deployment.with { hub in
      try canaries.plant(in: hub)
      let reports = try await hub.ingest("public-security/population", "market-regulation/enterprise-registry")
      #expect(reports.map(\.counts.inserted) == [1, 1], "both canaries stand in the hub")
      var answers = PlainSearch(words: canaries.words)
      var controls = [canaries.firm, "鱻**", "福建省厦门市思明区****"].map { PlainSearch(words: [$0]) }
      try await TestGateway.with(hub) { gateway in
        let door = RouteDoor(hub: hub, canaries: canaries)
        for (path, questions) in door.cases.sorted(by: { $0.key < $1.key }) {
          for (number, question) in questions.enumerated() {
            let answer = try await gateway.exchange(path, question.body.map { Array($0.utf8) }, as: question.client)
            #expect((200..<500).contains(answer.status), "\(path) \(number): \(answer.status)")
            answers.read(answer.bytes, name: "\(path) \(number)")
            for index in controls.indices { controls[index].read(answer.bytes, name: path) }
          }
        }
        #expect(try await gateway.ask(code: canaries.code, name: canaries.firm).result == "match")
        answers.read(Array(try await gateway.get("/metrics").text.utf8), name: "metrics afterwards")
      }
      try await Self.runCommands(hub)
      answers.read(try await Self.audit(hub), name: "audit")
      // Level 1: the address of a firm is public to stewards, and masked in answers alone.
      var printed = PlainSearch(words: [canaries.name, canaries.number, canaries.spaced])
      try printed.read(folder: Program.prints.path)
      #expect(answers.found.isEmpty, "\(answers.found.sorted())")
      #expect(printed.found.isEmpty, "\(printed.found.sorted())")
      #expect(controls.allSatisfy { !$0.found.isEmpty }, "the search sees what is public, and what the masks left")
      #expect(printed.files > 60)
    }
  }

  private static func routes(_ gateway: TestGateway) async throws -> Set<String> {
    let paths = try await gateway.get("/openapi.json").body["paths"] as? [String: Any]
    return Set(try #require(paths).keys)
  }

  /// Each is asked properly, or the search would see nothing of it: 64 is the status of words that a command does not know.
  private static func runCommands(_ hub: Deployment) async throws {
    for (words, door) in CommandDoor.cases(hub) {
      guard let outcome = try await door.run(words, on: hub) else { continue }
      #expect(outcome.status < 2, "\(words): status \(outcome.status)\n\(outcome.errors.suffix(600))")
    }
  }

  private static func audit(_ hub: Deployment) async throws -> [UInt8] {
    try await hub.sql { connection in
      let rows = try await connection.query("SELECT string_agg(entry, E'\\n') FROM audit.entry", [], prepare: false)
      return Array((rows.text(0, 0) ?? "").utf8)
    }
  }
}
