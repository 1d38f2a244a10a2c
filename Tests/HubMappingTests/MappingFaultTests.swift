import HubModel
import Testing

@testable import HubMapping

/// One edit of the repository's set that must be found.
struct Slip: Sendable, CustomTestStringConvertible {
  var path: String
  var old: String
  var new: String
  /// `code nearest`.
  var expected: String
  var testDescription: String { expected }

  static let population = "public-security/population.yaml"
  static func slip(_ old: String, _ new: String, _ expected: String, in path: String = population) -> Slip {
    Slip(path: path, old: old, new: new, expected: expected)
  }

  static let all = [
    slip("max_age: 72h", "max_ago: 72h", "unknown-key max_age"),
    slip("provider: 市公安局", "provider: 市公安局\n  provider: 甲", "duplicate-key -"),
    slip("  origin: local\n", "", "missing-key -"),
    slip("origin: local", "origin: locall", "unknown-word local"),
    slip("share: conditional\n  use_conditions: 仅限行政审批、公共服务受理环节核验申请人身份", "share: conditional", "use-conditions-missing -"),
    slip("share: conditional", "share: none", "basis-missing -"),
    slip("region: \"110101\"", "region: 110101", "ambiguous-scalar -"),
    slip("complete: true", "complete: yes", "not-a-truth-value -"),
    slip("target: person", "target: persons", "unknown-entity person"),
    slip("\"{sources}/public", "\"gopher://public", "bad-url -"),
    slip("\"{sources}/public", "\"https://user:secret@host/public", "secret-in-url -"),
    slip("encoding: GB18030", "encoding: GB18O30", "unknown-word GB18030"),
    slip("connector: files", "connector: fiels", "unknown-word files"),
    slip("  dialect:", "  dialet:", "unknown-key dialect"),
    slip("delimiter: \",\"", "delimeter: \",\"", "unknown-key delimiter"),
    slip("connector: files", "connector: files\n  ready_when: {companion: .crc}", "unknown-word -"),
    slip("connector: files", "connector: files\n  header_row: 0", "not-a-number -"),
    slip("connector: files", "connector: files\n  connection: \"hub:word@host\"", "secret-reference-malformed -"),
    slip("connector: files", "connector: files\n  connection: secret://Public/x", "secret-reference-malformed -"),
    slip("connector: files", "connector: files\n  retry: {for: soon}", "not-a-duration -"),
    slip("kind: full_snapshot", "kind: full_snapshot, overlap: 5m", "incremental-only -"),
    slip("kind: full_snapshot", "kind: incremental, reconcile: weekly", "not-a-duration -"),
    slip("kind: full_snapshot", "kind: snapshot", "unknown-word -"),
    slip("withdraw_at_most: \"2%\"", "withdraw_at_most: \"200%\"", "not-a-share -"),
    slip("at_least_rows: 10", "at_least_rows: 10, at_most_rows: 9", "not-a-number -"),
    slip("key: [公民身份号码]", "key: []", "key-empty -"),
    slip("  birth_date: {title: 出生日期", "  birth_day: {title: 出生日期", "unknown-attribute birth_date"),
    slip("do: [trim, person_name]", "do: [trim, persn_name]", "unknown-transform person_name"),
    slip("do: [trim, person_name]", "do: [trim, first]", "argument-missing -"),
    slip("do: [trim, date yyyy-MM-dd], refuse", "do: [date yyyy-MM-dd, trim], refuse", "reader-not-last -"),
    slip("do: [trim, date yyyy-MM-dd], refuse", "do: [trim, date yyyy-mm-dd], refuse", "bad-pattern yyyy-MM-dd"),
    slip("do: [trim, person_name]", "do: [trim, capital]", "reader-type -"),
    slip("do: [trim, half_width, upper], required: true", "do: [pad 18], required: true", "number-repaired -"),
    slip("{title: 性别,", "{title: 性别, level: 1,", "owned-elsewhere -"),
    slip("{title: 性别,", "{title: 性别, mask: keep,", "owned-elsewhere -"),
    slip("codes: sex", "codes: sexx", "unknown-code-list sex"),
    slip("codes: sex, unmapped: quarantine", "codes: sex", "missing-key -"),
    slip("kind_of: number", "kind_of: name", "unknown-field -"),
    slip("from: 姓名,", "from: 姓名, constant: 甲,", "one-input -"),
    slip("not_after: now+10m", "not_after: now-10m", "bad-limit -"),
    slip("dataset: public-security/population", "dataset: public-security/persons", "name-differs -"),
    slip("# yaml-language-server: $schema=../mapping.schema.json\n", "", "schema-line -"),
    slip("synthetic: true\n", "", "not-marked-synthetic -", in: "public-security/population_test.yaml"),
    slip("synthetic: true", "synthetic: false", "not-marked-synthetic -", in: "public-security/population_test.yaml"),
    slip("姓名: 样本", "姓各: 样本", "unknown-column 姓名", in: "public-security/population_test.yaml"),
    slip(
      "[public-security/population]", "[public-security/populatoin]", "unknown-dataset public-security/population",
      in: "authority.yaml"),
    slip("  person:", "  persn:", "unknown-entity person", in: "authority.yaml"),
    slip("type: person_name", "type: personname", "unknown-word person_name", in: "model.yaml"),
    slip("level: 4", "level: 5", "not-a-number -", in: "model.yaml"),
    slip("codes: sex, ", "codes: sexx, ", "unknown-code-list sex", in: "model.yaml"),
    slip("\"03\": inOperation", "03: inOperation", "ambiguous-scalar -", in: "codes/tax_state.yaml"),
    slip("\"03\": inOperation", "\"03\": inOperatoin", "unknown-code inOperation", in: "codes/tax_state.yaml"),
    slip("female: {title: 女, from: [\"2\", 女性]}", "female: {title: 女, from: [\"1\"]}", "ambiguous-code -", in: "codes/sex.yaml"),
  ]
}

@Suite("faults of mapping files")
struct MappingFaultTests {
  @Test("row 22: each slip is found, with its place and the nearest word", arguments: Slip.all)
  func slip(_ slip: Slip) throws {
    let found = try EditedMappings.diagnostics(slip.path, [(slip.old, slip.new)])
    #expect(found.contains { "\($0.code) \($0.nearest ?? "-")" == slip.expected }, "\(found.map { $0.rendered(chinese: false) })")
    #expect(found.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty })
  }

  @Test("row 22: all faults of all files are reported at once, sorted, with line and column")
  func atOnce() throws {
    let (set, found) = try EditedMappings.load(
      "public-security/population.yaml",
      [
        ("title: 常住人口基本信息", "titel: 常住人口基本信息"), ("steward:", "max_age: 1h\nsteward:"), ("codes: sex", "codes: sexx"),
        ("do: [trim, person_name]", "do: [trim, persn_name]"),
      ])
    #expect(set == nil)
    let here = found.filter { $0.file == "public-security/population.yaml" }
    // Nothing is reported that only follows from a fault reported already.
    #expect(here == found)
    #expect(
      here.map { "\($0.line) \($0.code)" } == [
        "2 missing-key", "3 unknown-key", "18 duplicate-key", "27 unknown-transform", "28 unknown-code-list",
      ])
    #expect(here == here.sorted())
    #expect(here.allSatisfy { $0.line > 0 && $0.column > 0 })
  }

  @Test(
    "an unknown or missing target does not hide the faults of the fields, and no fault follows from it",
    arguments: ["target: persons\n", ""])
  func unknownTarget(_ target: String) throws {
    let found = try EditedMappings.diagnostics(
      "public-security/population.yaml",
      [
        ("target: person\n", target), ("do: [trim, person_name]", "do: [trim, persn_name]"), ("codes: sex", "codes: sexx"),
        ("{title: 出生日期,", "{title: 出生日期, level: 1,"), ("not_after: now+10m", "not_after: now-10m"),
      ])
    let expected = ["unknown-transform", "unknown-code-list", "owned-elsewhere", "bad-limit"]
    let own = target.isEmpty ? "missing-key" : "unknown-entity"
    #expect(Set(found.map(\.code)) == Set(expected + [own]), "\(found.map { $0.rendered(chinese: false) })")
    #expect(found.first { $0.code == "unknown-code-list" }?.nearest == "sex")
    #expect(found.count == expected.count + 1)
  }

  @Test(
    "an increment by a cursor that is never compared whole is warned of, and loads",
    arguments: [
      ("cursor: 更新时间", ["no-reconcile"]), ("cursor: 更新时间, reconcile: 7d", []), ("overlap: 5m", []),
    ] as [(String, [String])])
  func noReconcile(_ words: String, _ expected: [String]) throws {
    let (set, found) = try EditedMappings.load(
      "public-security/population.yaml", [("kind: full_snapshot", "kind: incremental, \(words)")])
    #expect(set != nil)
    #expect(found.map(\.code) == expected && found.allSatisfy { $0.severity == .warning && $0.line > 0 })
  }

  @Test("a missing model or authority is a fault of the set")
  func missing() {
    let (set, found) = MappingSet.load(files: [], connectors: RepositoryMappings.connectors)
    #expect(set == nil)
    #expect(found.map(\.file) == ["authority.yaml", "model.yaml"])
  }

  @Test("a set loads from its files in any order, and keeps them sorted")
  func published() throws {
    let (set, _) = MappingSet.load(
      files: RepositoryMappings.files.reversed(), connectors: RepositoryMappings.connectors)
    #expect(try #require(set).files.map(\.path) == RepositoryMappings.files.map(\.path).sorted())
  }
}
