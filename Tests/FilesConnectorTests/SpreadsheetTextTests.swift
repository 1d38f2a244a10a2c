#if SPREADSHEETS
  import HubModel
  import Testing

  @testable import FilesConnector

  @Suite("Texts in spreadsheets")
  struct SpreadsheetTextTests {
    private func shared(_ items: String, count: Int, limits: SplitLimits = SplitLimits()) throws -> SpreadsheetSample {
      let rows = (0..<count).map { cellRow($0 + 2, "t=\"s\"", "\($0)") }
      var book = SpreadsheetBook(textRow(1, ["t"]) + rows.joined())
      book.strings = items
      return try SpreadsheetSample(book, ["t"], limits: limits)
    }

    @Test("Runs of rich text are joined, phonetic readings are left out, blanks stay")
    func rich() throws {
      let items = """
        <si><r><rPr><b/></rPr><t>样</t></r><r><t xml:space="preserve"> 本</t></r><rPh sb="0" eb="1"><t>yang</t></rPh>\
        <phoneticPr fontId="1"/></si><si><t/></si><si/><si><t> a </t></si><si><t>&lt;&amp;<![CDATA[<b>]]></t></si>
        """
      #expect(try shared(items, count: 5).rows == [["样 本"], [""], [""], [" a "], ["<&<b>"]])
    }

    @Test("Escaped characters are decoded, NUL refuses the row, what only looks escaped stays")
    func escapes() throws {
      let items = """
        <si><t>a_x000D_b</t></si><si><t>_x005F_x000D_</t></si><si><t>_xD842__xDFB7_</t></si><si><t>x_x0000_y</t></si>\
        <si><t>_x12_ _x00GG_ _xD842_ x_x0041</t></si>
        """
      let sample = try shared(items, count: 5)
      #expect(sample.rows == [["a\rb"], ["_x000D_"], ["𠮷"], ["_x12_ _x00GG_ _xD842_ x_x0041"]])
      #expect(sample.reasons == ["nul-character"] && sample.refusedLines == [5])
      #expect(sample.raw.first == "\"a\rb\"")
    }

    @Test("Inline texts, results of formulas and missing cells")
    func kinds() throws {
      let rows = """
        <row r="2"><c r="A2" t="inlineStr"><is><r><t>样</t></r><r><t>本</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>\
        <c r="C2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>\
        <row><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c s="1"/></row>
        """
      let sample = try SpreadsheetSample(SpreadsheetBook(textRow(1, ["a", "b", "c"]) + rows), ["c", "b", "a"])
      #expect(sample.rows == [["ab", nil, "样本"], [nil, "", "2"]])
      #expect(sample.raw == ["样本,,ab", "2,\"\","] && sample.lines == [2, 3])
    }

    @Test("Raw text is a line of RFC 4180, and quotes in a value are its own")
    func quotes() throws {
      let sample = try SpreadsheetSample(
        SpreadsheetBook(textRow(1, ["a", "b", "c"]) + textRow(2, ["x \"y\"", "p,q", "l\nm"])), ["c", "a", "b"])
      #expect(sample.rows == [["l\nm", "x \"y\"", "p,q"]] && sample.raw == ["\"x \"\"y\"\"\",\"p,q\",\"l\nm\""])
    }

    @Test("An error refuses its row where the column is wanted")
    func errors() throws {
      let row = "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"e\"><v>#N/A</v></c></row>"
      let book = SpreadsheetBook(textRow(1, ["a", "b"]) + row + textRow(3, ["2", "x"]))
      let wanted = try SpreadsheetSample(book, ["a", "b"])
      #expect(wanted.rows == [["2", "x"]] && wanted.reasons == ["excel-error-cell"] && wanted.fields == ["b"])
      #expect(wanted.refusedRaw == ["1,#N/A"] && wanted.refusedLines == [2])
      #expect(try SpreadsheetSample(book, ["a"]).rows == [["1"], ["2"]])
    }

    @Test("Shared strings over many pages of the spool come back whole, from any place")
    func pages() throws {
      let texts = (0..<30_000).map { "\($0)样本\(String(repeating: "x", count: $0 % 97))" }
      let order = (0..<3000).map { $0 * 7919 % texts.count }
      let rows = order.enumerated().map { cellRow($0 + 2, "t=\"s\"", "\($1)") }
      var book = SpreadsheetBook(textRow(1, ["t"]) + rows.joined())
      book.strings = texts.map { "<si><t>\($0)</t></si>" }.joined()
      let sample = try SpreadsheetSample(book, ["t"])
      #expect(sample.rows == order.map { [texts[$0]] } && sample.batches == 3)
    }

    @Test("A text that is too long refuses its row, and the next ones load")
    func tooLong() throws {
      var limits = SplitLimits()
      limits.field = 40
      limits.kept = 10
      let long = String(repeating: "x", count: 41)
      let rows = textRow(2, [long]) + textRow(3, [String(repeating: "y", count: 40)])
      let inline = try SpreadsheetSample(SpreadsheetBook(textRow(1, ["t"]) + rows), ["t"], limits: limits)
      #expect(inline.rows.count == 1 && inline.reasons == ["field-too-long"] && inline.refusedRaw == ["xxxxxxxxxx"])
      let items = "<si><t>\(long)</t></si><si><t>z</t></si>"
      let shared = try shared(items, count: 2, limits: limits)
      #expect(shared.rows == [["z"]] && shared.reasons == ["field-too-long"] && shared.refusedRaw == ["xxxxxxxxxx"])
    }

    @Test("A row that is too long is refused, and the next one loads")
    func longRow() throws {
      var limits = SplitLimits()
      limits.record = 50
      limits.kept = 10
      let names = (0..<10).map { "n\($0)" }
      let rows = textRow(2, names.map { _ in "0123456789" }) + textRow(3, names.map { _ in "1" })
      let sample = try SpreadsheetSample(SpreadsheetBook(textRow(1, names) + rows), ["n0"], limits: limits)
      #expect(sample.rows == [["1"]] && sample.reasons.count == 1 && sample.refusedRaw == ["0123456789"])
    }

    @Test("A shared string that is not there is a broken file")
    func missing() {
      let error = failure { _ = try shared("<si><t>a</t></si>", count: 2) }
      #expect(error?.code == "spreadsheet-malformed")
    }
  }
#endif
