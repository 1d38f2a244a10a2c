#if SPREADSHEETS
  import HubModel
  import Testing

  @testable import FilesConnector

  @Suite("Numbers in spreadsheets")
  struct SpreadsheetNumberTests {
    /// One cell of a header of one column.
    private func sample(_ attributes: String, _ value: String) throws -> SpreadsheetSample {
      try SpreadsheetSample(SpreadsheetBook(textRow(1, ["证件号码"]) + cellRow(2, attributes, value)), ["证件号码"])
    }

    @Test("FA-06: a number as text is kept")
    func text() throws {
      var book = SpreadsheetBook(textRow(1, ["证件号码"]) + cellRow(2, "t=\"s\"", "0"))
      book.strings = "<si><t>110101198506159013</t></si>"
      #expect(try SpreadsheetSample(book, ["证件号码"]).rows == [["110101198506159013"]])
      #expect(try sample("t=\"str\"", "01").rows == [["01"]])
    }

    @Test(
      "FA-06: a number that lost its digits, or may have, is refused and never repaired",
      arguments: [
        "110101198506159013", "110101198506159000", "1.10101198506159E+17", "1.10101E+17", "110101195103049000",
        "1000000000000000", "-1000000000000000", "1E+15", "1234567890123456.5", "123456789012345.67",
      ])
    func precision(_ value: String) throws {
      let sample = try sample("", value)
      #expect(sample.rows.isEmpty && sample.reasons == ["excel-precision-lost"])
      #expect(sample.fields == ["证件号码"] && sample.refusedLines == [2] && sample.refusedRaw == [value])
      #expect(!sample.details[0].contains(value))
    }

    @Test(
      "Other numbers are what was typed",
      arguments: [
        ("0", "0"), ("42", "42"), ("-42", "-42"), ("999999999999999", "999999999999999"), ("30.0", "30"), ("0.50", "0.5"),
        ("1.1000000000000001", "1.1"), ("19.989999999999998", "19.99"), ("1234.56", "1234.56"), ("-0.0", "0"), (".5", "0.5"),
        ("0.00001", "0.00001"), ("1.5e-7", "0.00000015"), ("1E+5", "100000"), ("0.30000000000000004", "0.3"),
        ("0.12345678901234567", "0.123456789012346"), ("99.999999999999997", "100"), ("1999.9999999999999999999", "2000"),
        ("123456789012345.0", "123456789012345"),
      ])
    func numbers(_ raw: String, _ text: String) throws {
      let sample = try sample("t=\"n\"", raw)
      #expect(sample.rows == [[text]] && sample.reasons.isEmpty)
    }

    @Test("What is marked as a number and is none is refused", arguments: ["abc", "1,5", "1 2", "--1", "1E", "."])
    func malformed(_ value: String) throws {
      #expect(try sample("", value).reasons == ["excel-number-malformed"])
    }

    @Test("A column that nobody asks for may hold any number")
    func unmapped() throws {
      let row = "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>110101198506159013</v></c></row>"
      let sample = try SpreadsheetSample(SpreadsheetBook(textRow(1, ["a", "b"]) + row), ["a"])
      #expect(sample.rows == [["1"]] && sample.raw == ["1,110101198506159013"])
    }

    @Test("True and false, and a wrong flag")
    func flags() throws {
      #expect(try sample("t=\"b\"", "1").rows == [["TRUE"]])
      #expect(try sample("t=\"b\"", "0").rows == [["FALSE"]])
      #expect(try sample("t=\"b\"", "2").reasons == ["excel-number-malformed"])
    }

    @Test("The shortest decimal of a double, without an exponent")
    func shortest() {
      #expect(CellNumber("0.0000001500000000000000001".utf8) == .text("0.00000015"))
      #expect(CellNumber("-0.10000000000000001".utf8) == .text("-0.1"))
      #expect(CellNumber("12345678901234.567".utf8) == .text("12345678901234.6"))
    }
  }
#endif
