import HubModel

extension RESTReading {
  /// - Throws: `count-missing`.
  static func total(_ beside: BesideRecords) throws(HubError) -> Int64 {
    guard let text = beside.count, let total = Int64(text) else {
      throw HubError("count-missing", "A page has no whole number at `count`.")
    }
    return total
  }

  /// Records that vanish or come move others over the border of pages, where nobody sees them.
  /// - Throws: `pages-incomplete`, transient.
  func note(total: Int64) throws(HubError) {
    guard let first = rows.position.total else { return rows.position.total = total }
    guard first != total else { return }
    throw HubError(
      "pages-incomplete", "The interface counted \(first) records at first and \(total) at a later page.",
      remedy: "Records came or went while the pages were read: read anew, at a quieter time where it lasts.",
      persistence: .transient)
  }

  /// - Throws: `pages-incomplete`, transient.
  func checkTotal() throws(HubError) {
    guard configuration.hasTotal, let total = rows.position.total, UInt64(exactly: total) != rows.position.rows else { return }
    throw HubError(
      "pages-incomplete", "The interface counts \(total) records, and \(rows.position.rows) came.",
      remedy: "Records may have changed while they were read; where it lasts, compare the page size asked for and given.",
      persistence: .transient)
  }
}
