#if SPREADSHEETS
  import HubModel
  import HubXML

  /// Which sheets of a workbook are read.
  enum SheetChoice: Sendable, Equatable {
    /// The one that is visible.
    case onlyVisible
    /// By exact name, in this order, hidden ones too.
    case named([String])
  }

  /// What a workbook says of itself.
  struct Workbook {
    struct Sheet {
      var name: String
      var isVisible: Bool
      var part: String
    }

    /// Sheets of cells, in the order of the tabs; chart sheets and macro sheets are left out.
    private(set) var sheets: [Sheet] = []
    /// Days are counted from 1904, as the first Excel for the Macintosh did.
    private(set) var countsFrom1904 = false
    let stylesPart: String?
    let stringsPart: String?

    /// - Throws: `spreadsheet-malformed`, what archive and XML throw.
    init(_ parts: SpreadsheetParts) throws(HubError) {
      guard let part = try parts.relations(of: "").first(where: { $0.kind == "officeDocument" })?.part, parts.holds(part) else {
        throw HubError.spreadsheetMalformed("it names no workbook")
      }
      let relations = try parts.relations(of: part)
      stylesPart = relations.first { $0.kind == "styles" }?.part
      stringsPart = relations.first { $0.kind == "sharedStrings" }?.part
      let reader = try parts.reader(part)
      while let event = try reader.next() {
        guard case .start(let name, let namespace, let attributes) = event, isSpreadsheetML(namespace) else { continue }
        if name == "workbookPr" { countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "") }
        if name == "sheet" { take(attributes, relations) }
      }
    }

    private mutating func take(_ attributes: [(name: String, value: String)], _ relations: [SpreadsheetParts.Relation]) {
      guard let name = attributes["name"], let id = attributes["id"] else { return }
      guard let relation = relations.first(where: { $0.id == id }), relation.kind == "worksheet" else { return }
      let state = attributes["state"] ?? "visible"
      sheets.append(Sheet(name: name, isVisible: state == "visible", part: relation.part))
    }

    /// - Throws: `sheet-ambiguous`, `sheet-missing`; both name the sheets there are.
    func chosen(_ choice: SheetChoice) throws(HubError) -> [Sheet] {
      switch choice {
      case .onlyVisible:
        let visible = sheets.filter(\.isVisible)
        if visible.count == 1 { return visible }
        guard visible.isEmpty else { throw fault("sheet-ambiguous", "The workbook has \(visible.count) visible sheets") }
        throw fault("sheet-missing", "The workbook has no visible sheet")
      case .named([]): throw fault("sheet-missing", "The mapping names no sheet")
      case .named(let names):
        var found: [Sheet] = []
        for name in names {
          // Exact bytes: Swift would take characters that are written in two ways for equal.
          guard let sheet = sheets.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw fault("sheet-missing", "The workbook has no sheet \(name)")
          }
          found.append(sheet)
        }
        return found
      }
    }

    private func fault(_ code: HubError.Code, _ what: String) -> HubError {
      let names = sheets.prefix(20).map(\.name).joined(separator: ", ") + (sheets.count > 20 ? ", …" : "")
      return HubError(code, "\(what); its sheets are: \(names).", remedy: "Name the sheet by the mapping's option `sheets`.")
    }
  }

  /// The namespace of cells in the transitional and the strict edition: elements of others are extensions.
  func isSpreadsheetML(_ namespace: String?) -> Bool {
    namespace == "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      || namespace == "http://purl.oclc.org/ooxml/spreadsheetml/main"
  }
#endif
