import HubConnectorKit
import HubModel

/// Notices a column that the service renamed: taken for absent, it would blank what an earlier read brought.
struct ColumnCheck {
  /// By column of the plan: some record of the read had it, be it without value.
  private var seen: [Bool]
  private var hasRecords = false
  /// Elements of the first record that no column is called as.
  private var others: [String] = []

  init(columns: Int) { seen = [Bool](repeating: false, count: columns) }

  mutating func begin(_ record: SOAPPage.Record, _ plan: ReadPlan) throws(HubError) {
    guard !hasRecords else { return }
    hasRecords = true
    others = try record.childNames().filter { !plan.columns.contains($0) }
  }

  mutating func note(_ column: Int) { seen[column] = true }

  /// - Throws: `missing-column` for what no record of the read had, where there were any.
  func run(_ plan: ReadPlan) throws(HubError) {
    guard hasRecords else { return }
    let missing = plan.columns.indices.filter { !seen[$0] && !plan.optional.contains(plan.columns[$0]) }
    guard !missing.isEmpty else { return }
    let names = missing.map { plan.columns[$0] }.joined(separator: ", ")
    // Where no name is a known one, the others may themselves be data.
    let isKnown = missing.count < plan.columns.count
    let more = isKnown && !others.isEmpty ? " Not asked for are: \(ShownName.list(others))." : ""
    throw HubError(
      "missing-column", "No record of the read has the columns \(names).\(more)",
      remedy: "If an element was renamed, change `paths`; if all records may lack it, name the column in `optional`.")
  }
}
