import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

@Suite struct AliasTests {
  static let numbers = ["110101198506159013", "110101198506159048", "110101198506159021"]
  static let persons = [
    ["公民身份号码": numbers[2], "姓名": "样本", "人员状态": "正常"],
    ["公民身份号码": "110101490307901", "姓名": "样本二", "人员状态": "正常"],
  ]
  static let changes = [
    ["原公民身份号码": numbers[0], "现公民身份号码": numbers[1], "变更日期": "2020-09-01"],
    ["原公民身份号码": numbers[1], "现公民身份号码": numbers[2], "变更日期": "2023-09-01"],
  ]

  private static func end(of number: String, in hub: SmallHub) async throws -> String? {
    try await hub.text(
      "SELECT encode(subject, 'hex') || ' ' || valid_to FROM hub.alias WHERE fingerprint = $1",
      [try hub.subject("person", number, .residentID)])
  }

  private static func hex(_ number: String, in hub: SmallHub) async throws -> String {
    try await hub.text("SELECT encode($1::bytea, 'hex')", [try hub.subject("person", number, .residentID)]) ?? ""
  }

  @Test("FI-05 a chain of changed numbers leads each old one to the newest person, with its own date; taken back, it is undone")
  func chainAndBack() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver("public-security/population", Self.persons)
      try await hub.deliver("public-security/number-changes", Self.changes)
      let (middle, newest) = (try await Self.hex(Self.numbers[1], in: hub), try await Self.hex(Self.numbers[2], in: hub))
      #expect(try await Self.end(of: Self.numbers[0], in: hub) == "\(newest) 2020-09-01")
      #expect(try await Self.end(of: Self.numbers[1], in: hub) == "\(newest) 2023-09-01")
      #expect(try await Self.end(of: Self.numbers[2], in: hub) == nil)
      try await hub.deliver("public-security/number-changes", [Self.changes[0]])
      #expect(try await Self.end(of: Self.numbers[0], in: hub) == "\(middle) 2020-09-01")
      #expect(try await Self.end(of: Self.numbers[1], in: hub) == nil)
    }
  }

  @Test("FI-05 a 15-digit number stays an alias while its row is written so, and goes with it")
  func writtenForm() async throws {
    try await SmallHub.with { hub in
      let written = "SELECT count(*) FROM hub.alias WHERE kind = 'writtenForm'"
      try await hub.deliver("public-security/population", Self.persons)
      #expect(try await hub.text(written) == "1")
      var upgraded = Self.persons
      upgraded[1]["公民身份号码"] = "110101194903079019"
      let report = try await hub.deliver("public-security/population", upgraded)
      #expect(report.counts.updated == 1)
      #expect(report.counts.withdrawn == 0)
      #expect(try await hub.text(written) == "0")
      try await hub.deliver("public-security/population", Self.persons)
      #expect(try await hub.text(written) == "1")
      try await hub.deliver("public-security/population", [Self.persons[0]])
      #expect(try await hub.text(written) == "0")
    }
  }

  @Test("a form that one row of a person writes stays known while another row of the same person changes or goes")
  func otherRow() async throws {
    func byName(_ mapping: String) -> String { mapping.replacing("key: [公民身份号码]", with: "key: [姓名]") }
    try await SmallHub.with(editing: byName) { hub in
      let old = ["公民身份号码": "110101490307901", "姓名": "样本", "人员状态": "正常"]
      let new = ["公民身份号码": "110101194903079019", "姓名": "样本二", "人员状态": "正常"]
      let count = "SELECT count(*) FROM hub.alias WHERE kind = 'writtenForm'"
      try await hub.deliver("public-security/population", [old, new])
      #expect(try await hub.text("SELECT count(*) FROM hub.person") == "1")
      #expect(try await hub.text(count) == "1")
      let changed = new.merging(["人员状态": "死亡"]) { $1 }
      #expect(try await hub.deliver("public-security/population", [old, changed]).counts.updated == 1)
      #expect(try await hub.text(count) == "1")
      #expect(try await hub.deliver("public-security/population", [old]).counts.withdrawn == 1)
      #expect(try await hub.text(count) == "1")
      try await hub.deliver("public-security/population", [changed])
      #expect(try await hub.text(count) == "0")
    }
  }
}
