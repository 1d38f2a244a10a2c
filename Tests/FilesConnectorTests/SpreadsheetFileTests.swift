#if SPREADSHEETS
  import HubArchive
  import HubConnectorKit
  import HubModel
  import Testing

  @testable import FilesConnector

  @Suite("Spreadsheets as files")
  struct SpreadsheetFileTests {
    private func archive(_ parts: [(name: String, text: String)]) throws(HubError) -> Archive {
      let bytes = SpreadsheetZip.bytes(parts)
      let spool = try SealedSpool()
      try bytes.withUnsafeBufferPointer { bytes throws(HubError) in try spool.append(UnsafeRawBufferPointer(bytes)) }
      try spool.seal()
      return try Archive(spool)
    }

    private let book = SpreadsheetBook(textRow(1, ["a"]) + textRow(2, ["样本"]))

    @Test("The strict edition, names in other letter case and backslashes are read")
    func editions() throws {
      let old = "http://schemas.openxmlformats.org"
      let new = "http://purl.oclc.org/ooxml"
      let strict = book.parts.map { part in
        let text = part.text.replacing("\(old)/spreadsheetml/2006/main", with: "\(new)/spreadsheetml/main")
        return (name: part.name, text: text.replacing("\(old)/officeDocument/2006", with: "\(new)/officeDocument"))
      }
      #expect(try SpreadsheetSample(try archive(strict), ["a"]).rows == [["样本"]])
      let odd = book.parts.map { (name: $0.name.uppercased().replacing("/", with: "\\"), text: $0.text) }
      #expect(try SpreadsheetSample(try archive(odd), ["a"]).rows == [["样本"]])
    }

    @Test("Without styles and shared strings numbers and inline texts are read")
    func sparse() throws {
      let kept = book.parts.filter { !$0.name.contains("styles") && !$0.name.contains("sharedStrings") }
      let parts = kept.map { (name: $0.name, text: $0.text.replacing(/<Relationship Id="[ab]"[^>]*>/, with: "")) }
      #expect(try SpreadsheetSample(try archive(parts), ["a"]).rows == [["样本"]])
    }

    @Test("An archive that is no spreadsheet says so")
    func other() {
      let csv = failure { _ = try SpreadsheetSample(try archive([(name: "a.csv", text: "a\n1\n")]), ["a"]) }
      #expect(csv?.code == "spreadsheet-malformed")
      for lacking in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        let parts = book.parts.filter { $0.name != lacking }
        #expect(failure { _ = try SpreadsheetSample(try archive(parts), ["a"]) }?.code == "spreadsheet-malformed")
      }
    }

    @Test("A document type in any part is refused")
    func doctype() {
      for index in book.parts.indices {
        var parts = book.parts
        let text = parts[index].text
        let start = text.hasPrefix("<?xml") ? text.firstRange(of: "?>")?.upperBound ?? text.startIndex : text.startIndex
        parts[index].text = String(text[..<start]) + "<!DOCTYPE x [<!ENTITY y \"z\">]>" + String(text[start...])
        let error = failure { _ = try SpreadsheetSample(try archive(parts), ["a"]) }
        #expect(error?.code == "xml-doctype", "\(parts[index].name)")
      }
    }

    @Test("The preparation can be done in steps")
    func steps() throws {
      var large = SpreadsheetBook(textRow(1, ["a"]) + cellRow(2, "t=\"s\"", "44999"))
      large.strings = (0..<45_000).map { "<si><t>\($0)</t></si>" }.joined()
      var source = try SpreadsheetSource(archive: try large.archive(), columns: ["a"])
      var steps = 1
      while try !source.prepare() { steps += 1 }
      #expect(steps == 3 && source.header == ["a"])
      let batch = try source.nextBatch(rows: 10)
      #expect(batch?.string(row: 0, column: 0) == "44999" && source.delivered == 1)
      #expect(try source.nextBatch(rows: 10) == nil)
    }

    @Test("No refusal's reason, field or detail and no error holds a value")
    func canaries() throws {
      let canary = "CANARY"
      let rows = [
        textRow(1, ["id", "n"]), cellRow(2, "", canary), cellRow(3, "t=\"e\"", canary), cellRow(4, "t=\"b\"", canary),
        cellRow(5, "s=\"1\"", canary), textRow(6, ["\(canary)_x0000_", canary]),
      ]
      var book = SpreadsheetBook(rows.joined())
      book.styles = [0, 14]
      let sample = try SpreadsheetSample(book, ["id"])
      let said = sample.reasons + sample.details + sample.fields.map { $0 ?? "" }
      #expect(sample.reasons.count == 5 && !said.joined().contains(canary))
      let broken = SpreadsheetBook(textRow(1, ["a"]) + cellRow(2, "t=\"s\"", canary))
      let index = failure { _ = try SpreadsheetSample(broken, ["a"]) }
      #expect(index?.code == "spreadsheet-malformed" && index?.description.contains(canary) == false)
    }
  }
#endif
