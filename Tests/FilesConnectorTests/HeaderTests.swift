import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("Headers")
struct HeaderTests {
  @Test("A missing column names what lacks and what is new")
  func missing() {
    let error = failure { _ = try SplitSample("证件号码,姓名,籍贯\n1,2,3\n", ["证件号", "姓名"]) }
    #expect(error?.code == "missing-column")
    #expect(error?.message == "The header lacks the columns 证件号; columns the mapping does not name: 证件号码, 籍贯.")
  }

  @Test("A file without its header shows nothing of its first row")
  func noHeader() {
    let canary = "110101198506159013"
    let all = failure { _ = try SplitSample("\(canary),canaryname\n", ["证件号", "姓名"]) }
    #expect(all?.code == "missing-column" && all?.description.contains("canary") == false)
    #expect(all?.description.contains(canary) == false)
    let some = failure { _ = try SplitSample("证件号,\(canary)\n", ["证件号", "姓名"]) }
    #expect(some?.message.contains("(column 2)") == true && some?.description.contains(canary) == false)
  }

  @Test("Names are never normalised")
  func exact() throws {
    #expect(try SplitSample("uni_ social_crd_ cd,b\n1,2\n", ["uni_ social_crd_ cd"]).rows == [["1"]])
    #expect(failure { _ = try SplitSample("Id,b\n1,2\n", ["id", "b"]) }?.code == "missing-column")
    #expect(failure { _ = try SplitSample(" id,b\n1,2\n", ["id", "b"]) }?.code == "missing-column")
    #expect(failure { _ = try SplitSample("e\u{301},b\n1,2\n", ["\u{E9}", "b"]) }?.code == "missing-column")
  }

  @Test("A header that is not in the declared encoding is an incident")
  func undecodable() {
    let error = failure { _ = try SplitSample([0xD0, 0xD5, 0xC3, 0xFB, 0x0A], ["姓名"]) }
    #expect(error?.code == "encoding-mismatch")
  }

  @Test("A header of 100,000 columns is read, rows under it too")
  func wide() throws {
    let names = (0..<100_000).map { "数据项\($0)" }
    let row = names.indices.map { String($0 % 10) }.joined(separator: ",")
    let sample = try SplitSample("\(names.joined(separator: ","))\n\(row)\n\(row)\n", [names[99_999], names[3]])
    #expect(sample.rows == [["9", "3"], ["9", "3"]] && sample.header.count == 100_000)
  }

  @Test("A column asked for twice is a fault of the mapping")
  func askedTwice() {
    #expect(failure { _ = try SplitSample("a\n1\n", ["a", "a"]) }?.code == "column-asked-twice")
  }
}
