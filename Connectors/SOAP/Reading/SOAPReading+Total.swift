import HubModel

extension SOAPReading {
  /// - Throws: `missing-column`, `pages-incomplete`.
  func checkEnd() throws(HubError) {
    try columns.run(plan)
    if let total = position.total, total != Int64(position.line) {
      throw Self.incomplete("The service counts \(total) records, and \(position.line) came.")
    }
  }

  /// Records that vanish or come move others over the border of pages, where nobody sees them.
  /// - Throws: `pages-incomplete`.
  mutating func note(_ total: Int64) throws(HubError) {
    guard let first = position.total else { return position.total = total }
    guard first != total else { return }
    throw Self.incomplete("The service counted \(first) records at first and \(total) at a later page.")
  }

  private static func incomplete(_ message: String) -> HubError {
    HubError(
      "pages-incomplete", message,
      remedy: "Records may have changed while they were read: read anew, at a quieter time where it lasts.",
      persistence: .transient)
  }
}
