import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("Splitting delimited text")
struct RecordSplitterTests {
  @Test("FD-03 bare CR ends a line; a quoted CR LF stays; a byte order mark is no part of the first name")
  func lineEnds() throws {
    let old = try SplitSample("id,name\r1,A\r2,B\r", ["id", "name"])
    #expect(old.rows == [["1", "A"], ["2", "B"]] && old.lines == [2, 3])
    let quoted = try SplitSample("id,name\r\n1,\"A\r\nB\"\r\n", ["id", "name"])
    #expect(quoted.rows == [["1", "A\r\nB"]])
    let marked = try SplitSample([0xEF, 0xBB, 0xBF] + Array("\"id\",\"name\"\n1,A\n".utf8), ["id", "name"])
    #expect(marked.header == ["id", "name"] && marked.rows == [["1", "A"]])
  }

  @Test("Line ends may differ from line to line, and the last may lack")
  func mixedLineEnds() throws {
    let sample = try SplitSample("id\r\n1\r2\n\n\r\n3\r\r\n4", ["id"])
    #expect(sample.rows == [["1"], ["2"], ["3"], ["4"]] && sample.lines == [2, 3, 6, 8])
  }

  @Test("FD-04 a name wanted twice in the header refuses the job, before any row")
  func duplicateHeader() throws {
    let text = "证件号,姓名,姓名\n110101198506159013,样本,\n"
    #expect(failure { _ = try SplitSample(text, ["证件号", "姓名"]) }?.code == "duplicate-header")
    #expect(try SplitSample(text, ["证件号"]).rows == [["110101198506159013"]])
  }

  @Test("FD-04 a row with a field too many or too few is refused with line and count; nothing shifts")
  func raggedRows() throws {
    let text = "证件号,姓名,电话\n110101198506159013,样本,19900000000,\n110101198506159013,样本\n1,样,2\n"
    let sample = try SplitSample(text, ["电话", "证件号"])
    #expect(sample.rows == [["2", "1"]])
    #expect(sample.refused == ["ragged-row", "ragged-row"] && sample.refusedLines == [2, 3])
    #expect(sample.details == ["4 fields found, 3 expected", "2 fields found, 3 expected"])
    #expect(sample.refusedRaw == ["110101198506159013,样本,19900000000,", "110101198506159013,样本"])
  }

  @Test("FD-04 one empty trailing field is tolerated where the mapping says so, and no more than that")
  func trailingField() throws {
    let dialect = try Dialect(delimiter: ",", toleratesEmptyTrailingField: true)
    let sample = try SplitSample("a,b\n1,2,\n1,2,3\n1,2,,\n1,2,\"\"\n1,\n", ["a", "b"], dialect: dialect)
    #expect(sample.rows == [["1", "2"], ["1", nil]])
    #expect(sample.refusedLines == [3, 4, 5])
  }

  @Test("FD-05 unquoted empty is absent, quoted empty is a text, NULL is a word and codes keep their zero")
  func emptyFields() throws {
    let text = "id,alias,tel,ethnic\n1,,\"\",01\n2,NULL,\\N,02\n"
    let plain = try SplitSample(text, ["id", "alias", "tel", "ethnic"])
    #expect(plain.rows == [["1", nil, "", "01"], ["2", "NULL", "\\N", "02"]])
    let dialect = try Dialect(delimiter: ",", nullMarks: ["NULL", "\\N"])
    #expect(try SplitSample(text, ["alias", "tel"], dialect: dialect).rows == [[nil, ""], [nil, nil]])
  }

  @Test("FF-01 NUL in a field refuses that row whole; the others load", arguments: [1, 3, 4096])
  func nul(size: Int) throws {
    let sample = try SplitSample("id,name\n1,样本\n2,样\0本\n3,样\n", ["id", "name"], size: size)
    #expect(sample.rows == [["1", "样本"], ["3", "样"]])
    #expect(sample.refused == ["nul-character"] && sample.refusedLines == [3] && sample.fields == ["name"])
    #expect(sample.details == ["NUL at byte 22 of the source"] && sample.refusedRaw == ["2,样\0本"])
  }

  @Test("Undecodable bytes refuse that row, with their offset", arguments: [1, 2, 4096])
  func undecodable(size: Int) throws {
    let bytes = Array("id,name\n1,".utf8) + [0xD1, 0xF9, 0xB1] + Array("\n2,".utf8) + [0xD1, 0xF9] + Array("\n3,".utf8) + [0xFF]
    let sample = try SplitSample(bytes, ["id", "name"], encoding: .gbk, size: size)
    #expect(sample.rows == [["2", "样"]])
    #expect(sample.refused == ["undecodable-bytes", "undecodable-bytes"] && sample.fields == ["name", "name"])
    #expect(sample.details == ["byte 12 of the source is not GBK", "byte 21 of the source is not GBK"])
  }

  @Test("Columns come in the order asked for, whatever the file's order")
  func reordered() throws {
    let sample = try SplitSample("b,x,a\n1,2,3\n", ["a", "b"])
    #expect(sample.rows == [["3", "1"]] && sample.header == ["b", "x", "a"] && sample.raw == ["1,2,3"])
  }

  @Test("Doubled quotes become one; raw text keeps them")
  func doubledQuotes() throws {
    let sample = try SplitSample("a,b\n\"x\"\"y\",\"\"\"\"\n\"\"\"\",z\n", ["a", "b"])
    #expect(sample.rows == [["x\"y", "\""], ["\"", "z"]] && sample.raw[0] == "\"x\"\"y\",\"\"\"\"")
  }

  @Test("A quote within an unquoted field is a character")
  func innerQuote() throws {
    #expect(try SplitSample("a,b\n样例\"老字号\"店,1\n", ["a"]).rows == [["样例\"老字号\"店"]])
  }

  @Test("Other delimiters, other quotes and none")
  func dialects() throws {
    let tabs = try Dialect(delimiter: "\t", quote: nil)
    #expect(try SplitSample("a\tb\n\"x\t1,2\n", ["a", "b"], dialect: tabs).rows == [["\"x", "1,2"]])
    let bars = try Dialect(delimiter: "|", quote: "'")
    #expect(try SplitSample("a|b\n'x|y'|\"\n", ["a", "b"], dialect: bars).rows == [["x|y", "\""]])
    for delimiter in ["", ",,", "，", "\n", "\""] {
      #expect(failure { _ = try Dialect(delimiter: delimiter) }?.code == "dialect-unsuitable")
    }
  }

  @Test("Nothing, or a header alone, is a clean empty read")
  func emptySources() throws {
    for text in ["", "\n\n", "a,b", "a,b\r\n"] {
      let sample = try SplitSample(text, ["a"])
      #expect(sample.rows.isEmpty && sample.refused.isEmpty && sample.batches == 0)
    }
  }
}
