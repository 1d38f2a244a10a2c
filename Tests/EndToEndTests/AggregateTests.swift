import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("Published queries over a whole hub", .timeLimit(.minutes(5))) struct AggregateTests {
  private static let states = #"{"purpose": "statistics", "query": "enterprises-by-state"}"#
  private static let persons =
    #"{"purpose": "statistics", "query": "persons-by-region-and-sex", "context": {"caseNo": "YL20261125000001"}}"#

  private struct Cell: Equatable {
    /// Codes; `~` the rest, `*` the total.
    var groups: [String]
    var count: Int?
  }

  private static func cells(_ answer: TestGateway.Answer) throws -> [Cell] {
    try #require(answer.body["cells"] as? [[String: Any]], "\(answer.text)").map { cell in
      let groups = (cell["groups"] as? [[String: Any]] ?? []).map { group in
        group["code"] as? String ?? (group["kind"] as? String == "total" ? "*" : "~")
      }
      return Cell(groups: groups, count: cell["count"] as? Int)
    }
  }

  private static func ask(_ gateway: TestGateway, _ body: String = states, as client: String = "reader-01") async throws
    -> TestGateway.Answer
  {
    try await gateway.post("/v1/aggregates", as: client, body)
  }

  /// Counted by hand.
  private static func truth(_ hub: Deployment) async throws -> [String: Int] {
    try await hub.sql { connection in
      let rows = try await connection.query(
        "SELECT coalesce(state, ''), count(*) FROM hub.enterprise WHERE withdrawn_at IS NULL GROUP BY 1", [], prepare: false)
      let pairs = (0..<rows.count).map { (rows.text($0, 0) ?? "", Int(rows.int8($0, 1) ?? 0)) }
      return Dictionary(uniqueKeysWithValues: pairs)
    }
  }

  @Test("Attacks 11 and 12: published counts are true, fewer than ten are not there, and no hidden count stands alone")
  func small() async throws {
    try await Deployment.with { hub in
      // A canary: the only firm of its state.
      try await hub.sql { connection in
        try await connection.execute(
          "UPDATE hub.enterprise SET state = 'rescinded' WHERE subject = (SELECT min(subject::text)::bytea FROM hub.enterprise)")
        try await connection.execute(
          "UPDATE hub.enterprise SET state = 'inOperation' WHERE state = 'rescinded' AND subject <> "
            + "(SELECT min(subject::text)::bytea FROM hub.enterprise)")
      }
      let truth = try await Self.truth(hub)
      #expect(truth["rescinded"] == 1)
      try await TestGateway.with(hub) { gateway in
        let answer = try await Self.ask(gateway)
        let cells = try Self.cells(answer)
        #expect(!answer.text.contains("rescinded") && !answer.text.contains("撤销"))
        for cell in cells where cell.count != nil && cell.groups != ["*"] && cell.groups != ["~"] {
          #expect(cell.count == truth[cell.groups[0]] && (cell.count ?? 0) >= 10)
        }
        let named = Set(cells.map { $0.groups[0] })
        #expect(named.isDisjoint(with: truth.filter { $0.value < 10 }.keys))
        #expect(cells.filter { $0.count == nil }.count != 1)
        let people = try Self.cells(try await Self.ask(gateway, Self.persons))
        #expect(people.allSatisfy { $0.groups.count == 2 && ($0.count.map { $0 >= 10 && $0 % 5 == 0 } ?? true) })
        #expect(people.contains { $0.count != nil })
      }
    }
  }

  @Test("Attack 13: the same state gives the same counts, also from another process; after a run they are counted anew")
  func repeated() async throws {
    try await Deployment.with { hub in
      let first = try await TestGateway.with(hub) { gateway in
        let first = try Self.cells(try await Self.ask(gateway))
        for _ in 0..<20 { #expect(try Self.cells(try await Self.ask(gateway)) == first) }
        return first
      }
      try await TestGateway.with(hub) { gateway in
        #expect(try Self.cells(try await Self.ask(gateway)) == first)
        var file = try DepartmentFile("market-regulation/enterprise-registry", of: hub)
        file.append(
          "样例早发证商贸有限公司,91350203M900000113,2016-01-05,有限责任公司,样本,100(万元人民币),样例,福建省,思明区,样例路1号,"
            + "存续（在营、开业、在册）,2016-01-05,,")
        try file.save(in: hub)
        try await hub.ingest("market-regulation/enterprise-registry")
        try await Task.sleep(for: .milliseconds(1_500))
        let after = try Self.cells(try await Self.ask(gateway))
        let state = Cell(groups: ["inOperation"], count: first.first { $0.groups == ["inOperation"] }?.count)
        #expect(state.count != nil && after.first { $0.groups == ["inOperation"] }?.count == state.count.map { $0 + 1 })
      }
      let kept = "split_part(entry, E'\\n', 2)::jsonb"
      #expect(try await hub.number("SELECT count(*) FROM audit.entry WHERE \(kept) ->> 'action' = 'aggregate'") == 23)
    }
  }

  @Test("The right to count is one of its own, and a verify-only process has it too")
  func rights() async throws {
    try await Deployment.with { hub in
      try await TestGateway.with(hub, ["--verify-only"]) { gateway in
        let (granted, other) = (try await Self.ask(gateway), try await Self.ask(gateway, as: "hall-rpa-01"))
        #expect(granted.status == 200 && other.code == "no-grant")
        let purpose = Self.states.replacingOccurrences(of: "statistics", with: "permit-acceptance")
        let laundered = try await Self.ask(gateway, purpose)
        #expect(laundered.code == "purpose-not-granted")
        let filtered = Self.states.replacingOccurrences(of: "}", with: #", "where": ["state = rescinded"]}"#)
        let narrowed = try await Self.ask(gateway, filtered)
        #expect(narrowed.code == "member-unknown")
      }
      let explained = try await hub.govhub(
        "policy", "explain", "--as", "reader-01", "--aggregate", "enterprises-by-state", "--purpose", "statistics")
      #expect(explained.status == 0 && explained.output.contains("[allowed] · statistics/A1"), "\(explained.errors)")
      let slip = try await hub.govhub(
        "policy", "explain", "--as", "reader-01", "--aggregate", "enterprises-by-sate", "--purpose", "statistics")
      #expect(slip.status != 0 && slip.errors.contains("did you mean enterprises-by-state?"), "\(slip.errors)")
    }
  }
}
