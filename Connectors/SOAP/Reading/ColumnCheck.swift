import HubModel
import HubXML

/// Notices a column that the service renamed, before a row of the read is delivered: taken for absent, it would blank what an
/// earlier read brought.
enum ColumnCheck {
  /// - Throws: `missing-column`.
  static func run(_ page: SOAPPage, _ plan: ReadPlan) throws(HubError) {
    var missing: [String] = []
    for field in plan.fields where !plan.optional.contains(field.column) {
      if try !isThere(field, in: page) { missing.append(field.column) }
    }
    guard !missing.isEmpty else { return }
    let others = try page.records[0].childNames().filter { !plan.columns.contains($0) }
    let shown = others.isEmpty ? "no other" : others.prefix(20).joined(separator: ", ") + (others.count > 20 ? ", …" : "")
    let names = missing.joined(separator: ", ")
    throw HubError(
      "missing-column", "No record of the first page has the columns \(names); elements the mapping does not name: \(shown).",
      remedy: "If an element was renamed, change `paths:`; if a whole page may lack it, name the column in `optional:`.")
  }

  private static func isThere(_ field: RecordField, in page: SOAPPage) throws(HubError) -> Bool {
    for record in page.records {
      if try record.element.text(field.path) != nil { return true }
    }
    return false
  }
}
