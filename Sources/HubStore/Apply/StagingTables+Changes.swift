/// What an increment needs beside the tables of a whole read, and a whole read whose rows were all sealed at once.
extension StagingTables {
  /// Keys of rows that the source says were deleted.
  var removed: String { "staging.removed_\(run)" }
  /// Ordinals of rows that are new or differ from what landing holds.
  var changed: String { "staging.changed_\(run)" }

  package var copyRemoved: String { "COPY \(removed) FROM STDIN (FORMAT binary)" }

  /// Keys and hashes of rows that were sealed in the same pass, and of the refused ones.
  var takeKeys: String {
    """
    INSERT INTO \(keys) (ordinal, row_key, row_hash, observed_at) SELECT ordinal, row_key, row_hash, observed_at FROM \(rows)
    UNION ALL SELECT line, row_key, NULL, NULL FROM \(refused) WHERE row_key IS NOT NULL
    """
  }

  /// Of the rows that were all sealed only those stay that are new or changed.
  var dropUnchanged: [String] {
    [
      "CREATE UNLOGGED TABLE \(changed) AS \(changedOrdinals)", "ANALYZE \(changed)",
      "DELETE FROM \(rows) AS r WHERE NOT EXISTS (SELECT FROM \(changed) AS c WHERE c.ordinal = r.ordinal)",
    ]
  }

  /// Every word of an increment, a row or a deletion, placed within its key: the first place is the last word.
  ///
  /// In a log the order of the changes decides; elsewhere the rows' own times, and at equal times the later one of the read.
  private func placed(_ order: ChangeOrder) -> String {
    let last = order == .log ? "ordinal DESC" : "observed_at DESC NULLS LAST, ordinal DESC"
    return """
      SELECT ordinal, row_key, observed_at, is_row, row_number() OVER (PARTITION BY row_key ORDER BY \(last)) AS place FROM (
      SELECT ordinal, row_key, observed_at, true AS is_row FROM \(keys) WHERE row_hash IS NOT NULL
      UNION ALL SELECT ordinal, row_key, NULL, false FROM \(removed)) AS w
      """
  }

  /// Outside of a log a row whose own time is before that of the row landing holds came too late too: a file that was delivered after
  /// a newer one. A time that lies ahead of the clock tells nothing.
  func findOutrun(_ order: ChangeOrder) -> String {
    let superseded = "SELECT w.ordinal FROM (\(placed(order))) AS w"
    guard order == .times else { return "CREATE UNLOGGED TABLE \(losersTable) AS \(superseded) WHERE w.is_row AND w.place > 1" }
    return """
      CREATE UNLOGGED TABLE \(losersTable) AS \(superseded) LEFT JOIN \(landing.name) AS l ON l.row_key = w.row_key
      AND l.withdrawn_at IS NULL AND l.observed_at > w.observed_at AND l.observed_at <= now() + interval '1 hour'
      WHERE w.is_row AND (w.place > 1 OR l.row_key IS NOT NULL)
      """
  }

  /// What an increment withdraws: the live rows whose last word is a deletion, unless a row came after it that was refused.
  func findRemoved(_ order: ChangeOrder) -> String {
    """
    CREATE UNLOGGED TABLE \(gone) AS SELECT l.row_key, l.subject FROM (\(placed(order))) AS w
    JOIN \(landing.name) AS l ON l.row_key = w.row_key LEFT JOIN (
    SELECT row_key, max(ordinal) AS ordinal FROM \(keys) WHERE row_hash IS NULL GROUP BY row_key) AS f
    ON f.row_key = w.row_key AND f.ordinal > w.ordinal
    WHERE w.place = 1 AND NOT w.is_row AND l.withdrawn_at IS NULL AND f.row_key IS NULL
    """
  }

  /// Closes the refused rows of keys that an increment took or removed after them.
  func settle(dataset: Int16) -> String {
    """
    UPDATE control.quarantine AS q SET closed_run = \(run) FROM (SELECT row_key, max(ordinal) AS ordinal FROM (
    SELECT k.row_key, k.ordinal FROM \(keys) AS k LEFT JOIN \(losersTable) AS d ON d.ordinal = k.ordinal
    WHERE k.row_hash IS NOT NULL AND d.ordinal IS NULL UNION ALL SELECT row_key, ordinal FROM \(removed)) AS t GROUP BY row_key) AS w
    WHERE q.dataset = \(dataset) AND q.closed_run IS NULL AND q.row_key = w.row_key
    AND (q.last_run <> \(run) OR q.line < w.ordinal)
    """
  }
}
