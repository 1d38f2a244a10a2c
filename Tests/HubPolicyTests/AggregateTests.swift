import HubModel
import Testing

@testable import HubPolicy

@Suite("Published queries")
struct AggregateTests {
  private func load(_ query: String, name: String = "q") -> (PolicySet?, [Diagnostic]) {
    SampleSet.load(["aggregates.yaml": "aggregates:\n  \(name): {title: 甲, \(query)}"])
  }

  private func codes(_ query: String) -> [String] { load(query).1.map(\.code) }

  @Test(
    "Attack 12: a query groups by closed words of levels 1 and 2, and never for fewer than ten",
    arguments: [
      ("count: person, group_by: [region, sex], k: 10", []), ("count: enterprise, group_by: [established_on], k: 10", []),
      ("count: person, group_by: [region], k: 9", ["not-a-number"]), ("count: person, group_by: [region]", ["missing-key"]),
      ("count: person, group_by: [name], k: 10", ["aggregate-of-sealed-attribute", "grouping-not-closed"]),
      ("count: enterprise, group_by: [code], k: 10", ["grouping-not-closed"]),
      ("count: enterprise, group_by: [address], k: 10", ["grouping-not-closed"]),
      ("count: person, group_by: [region, sex, state], k: 10", ["too-many-groupings"]),
      ("count: person, group_by: [], k: 10", ["empty-list"]), ("count: firm, group_by: [state], k: 10", ["unknown-entity"]),
      ("count: person, group_by: [region], k: 10, round_to: 11", ["not-a-number"]),
      ("count: person, group_by: [region], k: 10, where: [name present]", ["condition-on-sealed-attribute"]),
      ("count: enterprise, group_by: [state], k: 10, where: [code != 91110106MA1000009F]", ["condition-on-identity"]),
      ("count: person, group_by: [region], k: 10, sum: age", ["unknown-key"]),
    ])
  func grammar(_ query: String, _ expected: [String]) { #expect(codes(query) == expected) }

  @Test("The right to count is one of its own: nobody has it by default, for another purpose, or by another query's grant")
  func rights() throws {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: A, title: 甲, aggregate: person, queries: [persons-by-sex, persons-by-region], purposes: [statistics], require: [caseNo]}
          - {id: B, title: 乙, read: person, attributes: [region, sex], purposes: [statistics]}
        denies: [{id: D, title: 丙, aggregate: person, queries: [persons-by-region]}]
        """)
    func code(
      _ query: String, _ entity: String = "person", purpose: String = "statistics", context: ContextParts = .caseNo
    ) -> DecisionCode {
      policy.decide(SampleSet.request(.aggregate, entity, [query], purpose: purpose, context: context)).code
    }
    #expect(code("persons-by-sex") == .allowed)
    #expect(code("persons-by-sex", context: []) == .contextRequired)
    #expect(code("persons-by-sex", purpose: "permit-acceptance") == .purposeNotGranted)
    #expect(code("persons-by-region") == .deniedByRule)
    #expect(code("enterprises-by-state", "enterprise") == .noGrant)
    // Names of attributes are no names of queries.
    #expect(code("region") == .noGrant && code("persons-by-age") == .noGrant)
    #expect(policy.decide(SampleSet.request(.read, "person", ["persons-by-sex"], purpose: "statistics")).code == .noGrant)
  }

  @Test("Attack 12: queries that share a grouping, or that differ by one condition, are warned of with their place")
  func neighbours() throws {
    func found(_ first: String, _ second: String) throws -> [String] {
      let file = "aggregates:\n  a: {title: 甲, \(first)}\n  b: {title: 乙, \(second)}"
      return try SampleSet.unwrap(SampleSet.load(["aggregates.yaml": file])).findings(at: SampleSet.now).map {
        "\($0.file):\($0.line) \($0.code)"
      }
    }
    let base = "count: person, group_by: [region], k: 10"
    #expect(try found(base, "count: person, group_by: [sex, region], k: 10") == ["aggregates.yaml:4 queries-share-grouping"])
    #expect(try found(base, base) == ["aggregates.yaml:4 queries-share-grouping"])
    let both = base.replacing("[region]", with: "[region, sex]")
    #expect(try found(both, "count: person, group_by: [region, state], k: 10") == ["aggregates.yaml:4 queries-share-grouping"])
    #expect(try found(base, base + ", where: [state = normal]") == ["aggregates.yaml:4 queries-differ-by-one-condition"])
    let one = "count: person, group_by: [sex], k: 10, where: [state = normal]"
    #expect(try found(one, one.replacing("= normal", with: "!= normal")) == ["aggregates.yaml:4 queries-differ-by-one-condition"])
    #expect(try found(base, "count: person, group_by: [sex], k: 10") == [])
    #expect(try found(base, "count: enterprise, group_by: [state], k: 10") == [])
  }

  private func query(_ text: String) throws -> AggregateQuery { try #require(try SampleSet.unwrap(load(text)).aggregates.first) }

  private func counts(_ groups: [([String?], Int)]) -> StoredCounts {
    StoredCounts(groups.map { .init(values: $0.0, count: $0.1) })
  }

  private func words(_ table: ReleasedTable) -> [String] {
    table.cells.map { cell in
      let groups = cell.groups.map { group in
        switch group {
        case .value(let word): word
        case .other: "~"
        case .all: "*"
        }
      }
      return groups.joined(separator: " ") + " " + (cell.count.map(String.init) ?? "-")
    }
  }

  @Test("Rare values and records without one stand together, and no rare value is named")
  func folding() throws {
    let query = try query("count: enterprise, group_by: [state], k: 10")
    let table = query.released(counts([(["inOperation"], 900), (["suspended"], 40), (["deregistered"], 8), ([nil], 5)]))
    #expect(words(table) == ["inOperation 900", "suspended 40", "~ 13", "* 953"])
    let small = query.released(counts([(["inOperation"], 900), (["suspended"], 40), (["deregistered"], 1)]))
    #expect(words(small) == ["inOperation 900", "suspended -", "~ -", "* 941"])
    #expect(words(query.released(counts([]))) == ["* -"])
  }

  @Test("Attack 11: with and without a record in a small group the named groups are the same, and none of them tells")
  func hiddenRecord() throws {
    let query = try query("count: person, group_by: [region, sex], k: 10")
    func table(_ canary: Int) -> [String] {
      words(
        query.released(
          counts([
            (["110101", "male"], 50), (["110101", "female"], 50), (["110102", "male"], 30), (["110102", "female"], 2 + canary),
          ])))
    }
    for text in [table(0), table(1)] {
      #expect(text.contains("110102 female -"))
      #expect(text.filter { $0.hasPrefix("110102") && $0.hasSuffix("-") }.count >= 2)
    }
  }

  @Test("Attack 13: the same counts give the same table, whatever the order in which they came; rounding draws no lots")
  func stable() throws {
    let query = try query("count: person, group_by: [region], k: 10, round_to: 5")
    let groups: [([String?], Int)] = [(["110101"], 52), (["110102"], 13), (["110105"], 10)]
    let first = query.released(counts(groups)).cells
    #expect(words(query.released(counts(groups))) == ["110101 50", "110102 15", "110105 10", "* 75"])
    for _ in 0..<20 { #expect(query.released(counts(groups.shuffled())).cells == first) }
  }

  @Test("A change of a published query is a difference between sets; so is a grant of it")
  func difference() throws {
    let old = try SampleSet.unwrap(load("count: person, group_by: [region], k: 20"))
    let new = try SampleSet.unwrap(load("count: person, group_by: [region], k: 10"))
    #expect(old.differences(to: new).map(\.en) == ["query q: k 20 → 10"])
    #expect(old.differences(to: old).isEmpty)
  }

  @Test("A recorded count is decided again by the query's name")
  func replayed() throws {
    let rules = "grants: [{id: A, title: 甲, aggregate: person, queries: [persons-by-sex], purposes: [statistics]}]"
    var replay = PolicyReplay(try SampleSet.unwrap(SampleSet.load(rules: rules)))
    for query in ["persons-by-sex", "persons-by-region"] {
      let request = SampleSet.request(.aggregate, "person", [query], purpose: "statistics")
      replay.take(
        RecordedDecision(
          requestID: query, request: request, isAllowed: true, code: "allowed", answerForm: nil, conditionValues: [:]))
    }
    #expect(replay.unchanged == 1 && replay.changes.keys.map(\.attributes) == [["persons-by-region"]])
  }

  @Test("Stored counts cannot be printed")
  func opaque() {
    let text = "\(counts([(["110101"], 4711)]))" + String(reflecting: counts([(["110101"], 4711)]))
    #expect(!text.contains("4711") && !text.contains("110101"))
  }
}
