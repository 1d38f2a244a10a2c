import HubModel
import Testing

@testable import FilesConnector

@Suite("Name patterns")
struct NamePatternTests {
  @Test(
    "a name that fits gives its date",
    arguments: [
      ("frdb_{yyyyMMdd}.csv", "frdb_20260131.csv", "20260131000000"),
      ("法人_{yyyy-MM-dd}.csv", "法人_2026-01-31.csv", "20260131000000"),
      ("{yyyyMM}*.xlsx", "202601法人 (1).xlsx", "20260100000000"), ("a{yyMMdd}_{HHmmss}.csv", "a260131_235959.csv", "00260131235959"),
      ("*.csv", "anything.csv", "00000000000000"), ("*_{dd}.csv", "x_1_31.csv", "00000031000000"),
      ("{yyyyMMdd}.csv", "20240229.csv", "20240229000000"), ("{MM}-{dd}.csv", "02-29.csv", "00000229000000"),
    ])
  func fits(pattern: String, name: String, date: String) throws {
    #expect(try NamePattern(pattern).date(in: name) == date)
  }

  @Test(
    "others do not: another form, more behind it, a day or an hour that does not exist",
    arguments: [
      ("frdb_{yyyyMMdd}.csv", "frdb_2026131.csv"), ("frdb_{yyyyMMdd}.csv", "frdb_20260131.csv.tmp"),
      ("frdb_{yyyyMMdd}.csv", "frdb_20261331.csv"), ("frdb_{yyyyMMdd}.csv", "frdb_20260100.csv"), ("{HH}.csv", "24.csv"),
      ("frdb_{yyyyMMdd}.csv", "FRDB_20260131.csv"), ("frdb_{yyyyMMdd}.csv", "frdb_２０２６０１３１.csv"),
      ("{yyyyMMdd}.csv", "20260230.csv"), ("{yyyyMMdd}.csv", "20260229.csv"), ("{yyyyMMdd}.csv", "21000229.csv"),
      ("{yyyyMMdd}.csv", "20260431.csv"), ("{MM}-{dd}.csv", "02-30.csv"),
    ])
  func refuses(pattern: String, name: String) throws {
    #expect(try NamePattern(pattern).date(in: name) == nil)
  }

  @Test("a pattern that cannot be read is refused", arguments: ["{", "{}", "a{xyz}", "{yyy}", "{yyyy MM}", ""])
  func malformed(pattern: String) {
    #expect(throws: HubError.self) { try NamePattern(pattern) }
  }

  @Test("only the last part of an address is a pattern; a plain name is none")
  func placed() throws {
    #expect(throws: HubError.self) { try FileFinder("/in/{yyyy}/a.csv") }
    #expect(try FileFinder("/in/a.csv").pattern.isPlain)
    #expect(try !FileFinder("sftp://host/in/*.csv").pattern.isPlain)
  }
}
