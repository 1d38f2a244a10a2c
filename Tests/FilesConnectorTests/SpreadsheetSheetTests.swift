#if SPREADSHEETS
  import HubModel
  import Testing

  @testable import FilesConnector

  @Suite("Sheets, headers and batches of spreadsheets")
  struct SpreadsheetSheetTests {
    private func book(_ sheets: (name: String, state: String)...) -> SpreadsheetBook {
      let made = sheets.enumerated().map { index, sheet in
        SpreadsheetBook.Sheet(name: sheet.name, state: sheet.state, rows: textRow(1, ["a"]) + textRow(2, ["\(index)"]))
      }
      return SpreadsheetBook(made)
    }

    @Test("The only visible sheet is read without being named")
    func onlyVisible() throws {
      let book = book(("一月", "hidden"), ("二月", ""), ("三月", "veryHidden"))
      #expect(try SpreadsheetSample(book, ["a"]).rows == [["1"]])
      #expect(try SpreadsheetSample(book, ["a"], sheets: .named(["三月"])).rows == [["2"]])
    }

    @Test("Several visible sheets, or a name that is not there, is a fault that names the sheets")
    func ambiguous() {
      let book = book(("一月", ""), ("二月", "visible"))
      let several = failure { _ = try SpreadsheetSample(book, ["a"]) }
      #expect(several?.code == "sheet-ambiguous" && several?.message.contains("一月, 二月") == true)
      let none = failure { _ = try SpreadsheetSample(book, ["a"], sheets: .named(["五月"])) }
      #expect(none?.code == "sheet-missing" && none?.message.contains("一月, 二月") == true)
      #expect(failure { _ = try SpreadsheetSample(book, ["a"], sheets: .named([])) }?.code == "sheet-missing")
    }

    @Test("Several sheets are read one after the other, in the order named; lines are counted on")
    func several() throws {
      let book = book(("一月", ""), ("二月", ""), ("三月", ""))
      let sample = try SpreadsheetSample(book, ["a"], sheets: .named(["三月", "一月"]))
      #expect(sample.rows == [["2"], ["0"]] && sample.lines == [2, 4] && sample.header == ["a"])
    }

    @Test("Sheets of different headers are refused, empty ones are passed over")
    func differentHeaders() throws {
      let first = SpreadsheetBook.Sheet(name: "x", rows: textRow(1, ["a", "b"]) + textRow(2, ["1", "2"]))
      let other = SpreadsheetBook.Sheet(name: "y", rows: textRow(1, ["b", "a"]) + textRow(2, ["3", "4"]))
      let empty = SpreadsheetBook.Sheet(name: "z", rows: "")
      let error = failure { _ = try SpreadsheetSample(SpreadsheetBook([first, other]), ["a"], sheets: .named(["x", "y"])) }
      #expect(error?.code == "sheet-header-differs")
      let sample = try SpreadsheetSample(SpreadsheetBook([first, empty]), ["a"], sheets: .named(["z", "x"]))
      #expect(sample.rows == [["1"]] && sample.lines == [2])
    }

    @Test("The header may stand in row 3; empty rows are passed over and columns go by name")
    func headerRow() throws {
      let rows =
        textRow(1, ["某局登记表"]) + textRow(3, ["姓名", nil, "证件号码"]) + "<row r=\"4\"><c r=\"A4\" s=\"1\"/></row>"
        + textRow(6, ["样本", "x", "01"])
      let sample = try SpreadsheetSample(SpreadsheetBook(rows), ["证件号码", "姓名"], headerRow: 3)
      #expect(sample.rows == [["01", "样本"]] && sample.lines == [6] && sample.header == ["姓名", "", "证件号码"])
    }

    @Test("Faults of the header are those of delimited files")
    func headerFaults() {
      func fault(_ rows: String, _ columns: [String], _ row: Int = 1) -> HubError? {
        failure { _ = try SpreadsheetSample(SpreadsheetBook(rows), columns, headerRow: row) }
      }
      #expect(fault(textRow(1, ["a"]), ["a", "b"])?.code == "missing-column")
      #expect(fault(textRow(1, ["a", "a"]), ["a"])?.code == "duplicate-header")
      #expect(fault(textRow(1, ["a"]), ["a", "a"])?.code == "column-asked-twice")
      #expect(fault(textRow(5, ["a"]), ["a"], 3)?.code == "missing-column")
      #expect(fault(cellRow(1, "t=\"e\"", "#REF!"), ["a"])?.code == "header-malformed")
    }

    @Test("A sheet without rows and one with a header alone are clean reads", arguments: ["", textRow(1, ["a"])])
    func empty(_ rows: String) throws {
      let sample = try SpreadsheetSample(SpreadsheetBook(rows), ["a"])
      #expect(sample.rows.isEmpty && sample.batches == 0 && sample.reasons.isEmpty)
    }

    @Test("Batches hold so many rows, refused ones among them; reading on from each checkpoint gives the rest")
    func checkpoints() throws {
      let rows = (2...60).map { $0 % 7 == 0 ? cellRow($0, "t=\"e\"", "#N/A") : textRow($0, ["\($0)"]) }
      let book = SpreadsheetBook(textRow(1, ["a"]) + rows.joined())
      let whole = try SpreadsheetSample(book, ["a"], batchRows: 10)
      #expect(whole.batches == 6 && whole.checkpoints == ["10", "20", "30", "40", "50", "59"])
      #expect(whole.rows.count == 51 && whole.reasons.count == 8)
      for passOver in 0...59 {
        let rest = try SpreadsheetSample(book, ["a"], batchRows: 7, passOver: passOver)
        #expect(rest.rows.count + rest.reasons.count == 59 - passOver)
        #expect(Array(whole.lines.suffix(rest.lines.count)) == rest.lines)
        #expect(Array(whole.refusedLines.suffix(rest.refusedLines.count)) == rest.refusedLines)
      }
    }

    @Test("A batch of much text is handed over before it has all its rows")
    func bytes() throws {
      var limits = SplitLimits()
      limits.batch = 100
      let rows = (2...41).map { textRow($0, ["0123456789"]) }.joined()
      let sample = try SpreadsheetSample(SpreadsheetBook(textRow(1, ["a"]) + rows), ["a"], limits: limits)
      #expect(sample.rows.count == 40 && sample.batches == 4)
    }

    @Test("Elements of other namespaces are not cells")
    func extensions() throws {
      let rows = """
        <row r="2"><c r="A2" t="str"><v>1</v><extLst><ext xmlns:x="urn:x"><x:v>no</x:v></ext></extLst></c>\
        <x:c xmlns:x="urn:x" r="B2"><x:v>no</x:v></x:c></row>
        """
      #expect(try SpreadsheetSample(SpreadsheetBook(textRow(1, ["a"]) + rows), ["a"]).rows == [["1"]])
    }

    @Test(
      "A sheet whose rows or cells are out of order is a broken file",
      arguments: [
        textRow(3, ["x"]) + textRow(2, ["y"]), "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>",
        "<row r=\"2\"><c r=\"XFE2\"/></row>", "<row r=\"2\"><c r=\"A2\" t=\"zz\"/></row>", "<row r=\"1048577\"/>",
      ])
    func broken(_ rows: String) {
      let error = failure { _ = try SpreadsheetSample(SpreadsheetBook(textRow(1, ["a"]) + rows), ["a"]) }
      #expect(error?.code == "spreadsheet-malformed")
    }
  }
#endif
