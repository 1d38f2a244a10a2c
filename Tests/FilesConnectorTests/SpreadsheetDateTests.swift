#if SPREADSHEETS
  import HubModel
  import Testing

  @testable import FilesConnector

  @Suite("Dates in spreadsheets")
  struct SpreadsheetDateTests {
    private func text(_ raw: String, date: Bool = true, time: Bool = false, from1904: Bool = false) -> String? {
      let found = SerialDate(Array(raw.utf8), hasDate: date, hasTime: time, countsFrom1904: from1904)
      if case .text(let text) = found { return text }
      return nil
    }

    @Test(
      "Days from 1900, through the day that never was",
      arguments: [
        ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("25569", "1970-01-01"), ("31213", "1985-06-15"),
        ("36585", "2000-02-29"), ("45292", "2024-01-01"), ("2958465", "9999-12-31"), ("33451", "1991-08-01"),
      ])
    func from1900(_ raw: String, _ date: String) { #expect(text(raw) == date) }

    @Test(
      "Days from 1904",
      arguments: [
        ("0", "1904-01-01"), ("1", "1904-01-02"), ("60", "1904-03-01"), ("24107", "1970-01-01"), ("2957003", "9999-12-31"),
      ])
    func from1904(_ raw: String, _ date: String) { #expect(text(raw, from1904: true) == date) }

    @Test(
      "Numbers outside the calendar are refused, day 60 of 1900 among them",
      arguments: ["0", "60", "60.5", "-1", "2958466", "x", "1E+9"])
    func outside(_ raw: String) { #expect(text(raw) == nil) }

    @Test("Times are rounded to seconds, and shown where the format or the value has one")
    func times() {
      #expect(text("45292", time: true) == "2024-01-01 00:00:00")
      #expect(text("45292.5") == "2024-01-01 12:00:00")
      #expect(text("45292.999999999") == "2024-01-02")
      #expect(text("45292.520833333336", time: true) == "2024-01-01 12:30:00")
      #expect(text("0.75", date: false, time: true) == "18:00:00")
      #expect(text("45292.75", date: false, time: true) == "2024-01-01 18:00:00")
      #expect(text("2958465.9999999", time: true) == nil)
    }

    @Test(
      "Formats of dates and of numbers are told apart",
      arguments: [
        ("yyyy\"年\"m\"月\"d\"日\";@", true, false), ("[$-804]yyyy/m/d;@", true, false), ("m/d", true, false),
        ("mmm", true, false), ("yyyy-mm-dd hh:mm:ss", true, true), ("h:mm AM/PM", false, true),
        ("上午/下午h\"时\"mm\"分\"", false, true), ("e\"年\"", true, false),
      ])
    func dates(_ code: String, _ hasDate: Bool, _ hasTime: Bool) {
      #expect(CellFormat(code: code) == .date(hasDate: hasDate, hasTime: hasTime))
    }

    @Test(
      "Formats of numbers, however they are written",
      arguments: [
        "General", "0.00", "#,##0.00;[Red]-#,##0.00", "@", "0.00E+00", "000000", "[h]:mm:ss", "[mm]:ss", "0\"days\"",
        "0\\d", "_(* #,##0_)", "\"¥\"#,##0", "0%", "# ?/?", "0;yyyy", "G/通用格式",
      ])
    func numbers(_ code: String) { #expect(CellFormat(code: code) == .number) }

    @Test("Built-in and written formats reach the cells, in both calendars", arguments: [false, true])
    func cells(_ from1904: Bool) throws {
      let rows = ["s=\"0\"", "s=\"1\"", "s=\"2\"", "s=\"3\"", "s=\"9\"", ""].enumerated().map { index, style in
        cellRow(index + 2, style, "31213")
      }
      var book = SpreadsheetBook(textRow(1, ["d"]) + rows.joined())
      book.formats = "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
      book.styles = [0, 14, 164, 22]
      book.countsFrom1904 = from1904
      let day = from1904 ? "1989-06-16" : "1985-06-15"
      let sample = try SpreadsheetSample(book, ["d"])
      #expect(sample.rows == [["31213"], [day], [day], ["\(day) 00:00:00"], ["31213"], ["31213"]])
    }

    @Test("A day that never was refuses its row, and says which")
    func phantom() throws {
      var book = SpreadsheetBook(textRow(1, ["d"]) + cellRow(2, "s=\"0\"", "60") + cellRow(3, "s=\"0\"", "61"))
      book.styles = [14]
      let sample = try SpreadsheetSample(book, ["d"])
      #expect(sample.rows == [["1900-03-01"]] && sample.reasons == ["excel-date-invalid"] && sample.fields == ["d"])
      #expect(sample.details[0].contains("1900-02-29"))
    }

    @Test("Dates in ISO 8601 stay as they are")
    func iso() throws {
      let sample = try SpreadsheetSample(SpreadsheetBook(textRow(1, ["d"]) + cellRow(2, "t=\"d\"", "2024-01-02")), ["d"])
      #expect(sample.rows == [["2024-01-02"]])
    }
  }
#endif
