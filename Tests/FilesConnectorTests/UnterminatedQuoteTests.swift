import HubModel
import Testing

@testable import FilesConnector

@Suite("Quotes that are not closed")
struct UnterminatedQuoteTests {
  @Test("A quote open at the end of the file costs its own line only", arguments: [1, 3, 4096])
  func openAtEnd(size: Int) throws {
    let sample = try SplitSample("id,name\n1,\"A\n2,B\n3,C\n", ["id", "name"], size: size)
    #expect(sample.rows == [["2", "B"], ["3", "C"]] && sample.lines == [3, 4])
    #expect(sample.refused == ["unterminated-quote"] && sample.refusedRaw == ["1,\"A"] && sample.refusedLines == [2])
  }

  @Test("A quote that the next line's quote would close costs its own line only", arguments: [1, 3, 4096])
  func closedByAnother(size: Int) throws {
    let sample = try SplitSample("id,name\n1,\"A\n2,\"B\"\n3,\"C\"\n", ["id", "name"], size: size)
    #expect(sample.rows == [["2", "B"], ["3", "C"]] && sample.refused == ["unterminated-quote"])
  }

  @Test("Text behind a closing quote refuses the row, and only it")
  func strayQuote() throws {
    let sample = try SplitSample("id,name\n1,\"A\"x,\n2,\"B\"\n", ["id", "name"])
    #expect(sample.rows == [["2", "B"]] && sample.refused == ["stray-quote"] && sample.refusedRaw == ["1,\"A\"x,"])
  }

  @Test("Lines of a broken long field are not taken for rows where a quote stands in them")
  func brokenLongField() throws {
    let sample = try SplitSample("id,name\n1,\"he said\n\"2\",x\"y\n3,C\n", ["id", "name"])
    #expect(sample.rows == [["3", "C"]] && sample.refused == ["unterminated-quote", "stray-quote"])
    #expect(sample.refusedLines == [2, 3])
  }

  @Test("A quote is given up after the field limit; the lines behind it load")
  func limit() throws {
    let name = String(repeating: "样", count: 100)
    let rows = (2...6_000).map { "\($0),\(name)" }.joined(separator: "\n")
    let sample = try SplitSample("id,name\n1,\"A\n\(rows)\n", ["id", "name"])
    #expect(sample.rows.count == 5_999 && sample.rows.last == ["6000", name] && sample.lines.last == 6_001)
    #expect(sample.refused == ["unterminated-quote"])
  }

  @Test("An open quote in the header refuses the job")
  func header() {
    #expect(failure { _ = try SplitSample("id,\"name\n1,A\n", ["id"]) }?.code == "header-malformed")
  }
}
