import HubModel

/// The unlogged tables of one run. They are readable by nobody but the run and go with it.
package struct StagingTables: Sendable {
  package let run: Int64
  let landing: LandingTable

  /// Sealed rows that will be applied.
  package var rows: String { "staging.rows_\(run)" }
  /// Key and hash of every row read, to find what changed and what is gone.
  package var keys: String { "staging.keys_\(run)" }
  /// Ordinals of rows that another row of the same key supersedes.
  var losersTable: String { "staging.losers_\(run)" }
  /// Refused rows, sealed.
  package var refused: String { "staging.refused_\(run)" }
  /// Row key and subject of the live rows that the source no longer holds.
  var gone: String { "staging.gone_\(run)" }
  /// The subjects that a row left, and those that it went to.
  var moved: String { "staging.moved_\(run)" }

  var createStatements: [String] {
    let staged = ([Column("ordinal", "int8", required: true)] + landing.stagedColumns).map(\.declaration)
    return [
      "CREATE UNLOGGED TABLE \(rows) (\(staged.joined(separator: ", ")))",
      "CREATE UNLOGGED TABLE \(keys) (ordinal int8 NOT NULL, row_key bytea NOT NULL, row_hash bytea, observed_at timestamptz)",
      """
      CREATE UNLOGGED TABLE \(refused) (line int8 NOT NULL, reason text NOT NULL, field text, detail text NOT NULL,
      subject bytea, row_key bytea, raw_fp bytea NOT NULL, raw_ct bytea NOT NULL)
      """,
      "CREATE UNLOGGED TABLE \(removed) (ordinal int8 NOT NULL, row_key bytea NOT NULL)",
    ]
  }

  static func dropStatements(run: Int64) -> [String] {
    ["rows", "keys", "losers", "refused", "gone", "removed", "changed", "moved"].map {
      "DROP TABLE IF EXISTS staging.\($0)_\(run)"
    }
  }

  package var copyRows: String { "COPY \(rows) FROM STDIN (FORMAT binary)" }
  package var copyKeys: String { "COPY \(keys) FROM STDIN (FORMAT binary)" }
  package var copyRefused: String { "COPY \(refused) FROM STDIN (FORMAT binary)" }

  /// Of the rows of one key the newest by the source's own time stays; at equal times the later one of the file.
  func findLosers(in table: String) -> String {
    """
    CREATE UNLOGGED TABLE \(losersTable) AS SELECT ordinal FROM (
    SELECT ordinal, row_number() OVER (PARTITION BY row_key ORDER BY observed_at DESC NULLS LAST, ordinal DESC) AS place
    FROM \(table) WHERE row_hash IS NOT NULL AND row_key IN (
    SELECT row_key FROM \(table) WHERE row_hash IS NOT NULL GROUP BY row_key HAVING count(*) > 1)) AS d WHERE place > 1
    """
  }

  /// The ordinals whose row is new or differs from what landing holds, in order.
  var changedOrdinals: String {
    """
    SELECT k.ordinal FROM \(keys) AS k LEFT JOIN \(landing.name) AS l ON l.row_key = k.row_key
    WHERE k.row_hash IS NOT NULL AND (l.row_key IS NULL OR l.row_hash <> k.row_hash OR l.withdrawn_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM \(losersTable) AS d WHERE d.ordinal = k.ordinal) ORDER BY k.ordinal
    """
  }

  /// A refused row whose key is known still stands in its source: it is in `keys` without a hash and is not withdrawn.
  var findGone: String {
    """
    CREATE UNLOGGED TABLE \(gone) AS SELECT l.row_key, l.subject FROM \(landing.name) AS l
    WHERE l.withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM \(keys) AS k WHERE k.row_key = l.row_key)
    """
  }

  /// Rows of which landing says that they speak of another subject than they do now.
  var findMoved: String {
    """
    CREATE UNLOGGED TABLE \(moved) AS SELECT DISTINCT m.subject FROM (
    SELECT l.subject AS former, s.subject AS present FROM \(landing.name) AS l
    JOIN \(rows) AS s ON s.row_key = l.row_key WHERE l.withdrawn_at IS NULL AND l.subject <> s.subject) AS p
    CROSS JOIN LATERAL (VALUES (p.former), (p.present)) AS m (subject)
    """
  }

  /// Takes out of staging what was applied with the moved rows.
  var dropMoved: [String] {
    [rows, gone].map { "DELETE FROM \($0) WHERE subject IN (SELECT subject FROM \(moved))" }
  }

  /// Marks the rows of a subject range that the source no longer holds. `$1` run.
  func withdraw(where condition: String) -> String {
    """
    UPDATE \(landing.name) AS l SET withdrawn_at = r.started_at, changed_run = r.id
    FROM (SELECT row_key FROM \(gone) WHERE \(condition)) AS g, control.run AS r WHERE l.row_key = g.row_key AND r.id = $1
    """
  }

  /// Writes the staged rows of a subject range into landing. `$1` run, `$2` mapping, `$3` normalisation, `$4` key version.
  ///
  /// In the order of the key, which fills its index in half the time. Of a first load nothing can be there already: it is not
  /// looked for.
  func upsertLanding(where condition: String, isFirstLoad: Bool) -> String {
    let names = landing.stagedColumns.map { quoted($0.name) }
    let insert = """
      INSERT INTO \(landing.name) (\(names.joined(separator: ", ")), first_run, changed_run, mapping_version, normalisation_version, key_version)
      SELECT \(names.joined(separator: ", ")), $1::int8, $1::int8, $2::int4, $3::int2, $4::int2 FROM \(rows) WHERE \(condition)
      ORDER BY row_key
      """
    if isFirstLoad { return insert }
    let updates = names.dropFirst().map { "\($0) = excluded.\($0)" }
    return insert + """
      \nON CONFLICT (row_key) DO UPDATE SET \(updates.joined(separator: ", ")), changed_run = excluded.changed_run,
      mapping_version = excluded.mapping_version, normalisation_version = excluded.normalisation_version,
      key_version = excluded.key_version, withdrawn_at = NULL
      """
  }

  /// Refused rows seen before stay open under the run that first saw them; those no longer in the source are closed: of a whole
  /// read all that it did not bring, of an increment those whose key it took or removed.
  func quarantineStatements(dataset: Int16, keyVersion: UInt16, scope: RunScope) -> [String] {
    let seen = """
      SELECT raw_fp, reason, min(line) AS line, count(*)::int4 AS occurrences, min(field) AS field, min(detail) AS detail,
      min(encode(subject, 'hex')) AS subject, min(encode(row_key, 'hex')) AS row_key, min(encode(raw_ct, 'hex')) AS raw_ct
      FROM \(refused) GROUP BY raw_fp, reason
      """
    return [
      """
      UPDATE control.quarantine AS q SET last_run = \(run), line = s.line, occurrences = s.occurrences
      FROM (\(seen)) AS s WHERE q.dataset = \(dataset) AND q.closed_run IS NULL AND q.raw_fp = s.raw_fp AND q.reason = s.reason
      """,
      """
      INSERT INTO control.quarantine (dataset, raw_fp, line, occurrences, reason, field, detail, subject, row_key, raw_ct, key_version, first_run, last_run)
      SELECT \(dataset), s.raw_fp, s.line, s.occurrences, s.reason, s.field, s.detail, decode(s.subject, 'hex'), decode(s.row_key, 'hex'),
      decode(s.raw_ct, 'hex'), \(keyVersion), \(run), \(run) FROM (\(seen)) AS s
      WHERE NOT EXISTS (SELECT FROM control.quarantine AS q
      WHERE q.dataset = \(dataset) AND q.closed_run IS NULL AND q.raw_fp = s.raw_fp AND q.reason = s.reason)
      """,
      scope.isWhole ? closeUnseen(dataset) : settle(dataset: dataset),
    ]
  }

  private func closeUnseen(_ dataset: Int16) -> String {
    """
    UPDATE control.quarantine SET closed_run = \(run) WHERE dataset = \(dataset) AND closed_run IS NULL AND last_run <> \(run)
    """
  }
}
