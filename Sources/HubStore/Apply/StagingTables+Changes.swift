/// What an increment needs beside the tables of a whole read, and a whole read whose rows were all sealed at once.
extension StagingTables {
  /// Keys of rows that the source says were deleted.
  var removed: String { "staging.removed_\(run)" }

  package var copyRemoved: String { "COPY \(removed) FROM STDIN (FORMAT binary)" }

  /// Keys and hashes of rows that were sealed in the same pass, and of the refused ones.
  var takeKeys: String {
    """
    INSERT INTO \(keys) (ordinal, row_key, row_hash, observed_at) SELECT ordinal, row_key, row_hash, observed_at FROM \(rows)
    UNION ALL SELECT line, row_key, NULL, NULL FROM \(refused) WHERE row_key IS NOT NULL
    """
  }

  /// Of the rows that were all sealed only those stay that are new or changed.
  var dropUnchanged: String {
    "DELETE FROM \(rows) WHERE ordinal NOT IN (\(changedOrdinals))"
  }

  /// In a stream of changes the last word on a key counts: a later row, or a later deletion. A row whose own time is before that of
  /// the row landing holds came too late: a file that was delivered after a newer one.
  var findOutrun: String {
    """
    CREATE UNLOGGED TABLE \(losersTable) AS SELECT k.ordinal FROM \(keys) AS k WHERE k.row_hash IS NOT NULL AND (
    EXISTS (SELECT FROM \(keys) AS o WHERE o.row_key = k.row_key AND o.row_hash IS NOT NULL AND o.ordinal > k.ordinal)
    OR EXISTS (SELECT FROM \(removed) AS o WHERE o.row_key = k.row_key AND o.ordinal > k.ordinal)
    OR EXISTS (SELECT FROM \(landing.name) AS l WHERE l.row_key = k.row_key AND l.withdrawn_at IS NULL
    AND l.observed_at > k.observed_at))
    """
  }

  /// What an increment withdraws: the live rows whose last word is a deletion.
  var findRemoved: String {
    """
    CREATE UNLOGGED TABLE \(gone) AS SELECT l.row_key, l.subject, true AS is_gone FROM \(landing.name) AS l
    WHERE l.withdrawn_at IS NULL AND l.row_key IN (SELECT row_key FROM \(removed) AS d
    WHERE NOT EXISTS (SELECT FROM \(keys) AS k WHERE k.row_key = d.row_key AND k.ordinal > d.ordinal))
    """
  }
}
