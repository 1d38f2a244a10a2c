import Foundation
import HubConnectorKit
import HubTesting

/// A workbook of one sheet whose cells are texts.
struct WorkbookForm: FileForm {
  let suffix = "xlsx"
  /// Its parts are XML in UTF-8.
  let encodings = [TextEncoding.utf8]

  func settings(_ encoding: TextEncoding) -> [String: SourceSettings.Value] { ["format": .text("xlsx")] }

  func write(_ rows: [[String?]], bad: Int?, _ encoding: TextEncoding, to path: String) throws {
    let header: [String?] = ConformanceRows.columns
    var cells = ([header] + rows).map { row in row.map { Self.cell($0) }.joined() }
    // Behind the header as well.
    if let bad { cells.insert(Self.badCells, at: bad + 1) }
    let text = cells.map { "<row>\($0)</row>" }.joined()
    try pack(to: path, isPacked: true) { try Data((Self.head + text + Self.foot).utf8).write(to: URL(fileURLWithPath: $0)) }
  }

  func writeLarge(_ megabytes: Int, to path: String) throws {
    let long = String(repeating: "x", count: 32_768)
    let row = ConformanceRows.person(1, name: long, changed: "1").map { Self.cell($0) }.joined()
    let header = ConformanceRows.columns.map { Self.cell($0) }.joined()
    try pack(to: path, isPacked: false) { sheet in
      try LargeFile.write(
        to: sheet, head: "\(Self.head)<row>\(header)</row>", piece: String(repeating: "<row>\(row)</row>", count: 32),
        times: megabytes, foot: Self.foot)
    }
  }

  // MARK: the sheet

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let head = declaration + "<worksheet xmlns=\"\(main)\"><sheetData>"
  private static let foot = "</sheetData></worksheet>"
  /// A formula that found nothing.
  private static let badCells = cell("k99999") + "<c t=\"e\"><v>#N/A</v></c>" + cell("1")

  /// Without a reference a cell stands behind the one before it; an empty one has no value.
  private static func cell(_ text: String?) -> String {
    guard let text else { return "<c/>" }
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped)</t></is></c>"
  }

  // MARK: the parts around it

  private func pack(to path: String, isPacked: Bool, _ writeSheet: (String) throws -> Void) throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    var files: [(name: String, path: String)] = []
    for (place, part) in Self.parts.enumerated() {
      let file = "\(folder.path)/\(place)"
      try Data((Self.declaration + part.text).utf8).write(to: URL(fileURLWithPath: file))
      files.append((name: part.name, path: file))
    }
    let sheet = folder.path + "/sheet"
    try writeSheet(sheet)
    files.append((name: "xl/worksheets/sheet1.xml", path: sheet))
    try ZipFile.write(files, to: path, isPacked: isPacked)
  }

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let parts: [(name: String, text: String)] = [
    (
      name: "[Content_Types].xml",
      text: """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" \
      ContentType="application/xml"/></Types>
      """
    ),
    (name: "_rels/.rels", text: relation("officeDocument", to: "xl/workbook.xml")),
    (
      name: "xl/workbook.xml",
      text: """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="人员" sheetId="1" r:id="r1"/></sheets></workbook>
      """
    ),
    (name: "xl/_rels/workbook.xml.rels", text: relation("worksheet", to: "worksheets/sheet1.xml")),
  ]

  private static func relation(_ kind: String, to target: String) -> String {
    """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
    Type="\(office)/\(kind)" Target="\(target)"/></Relationships>
    """
  }
}
