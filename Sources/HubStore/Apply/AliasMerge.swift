import HubModel

/// The SQL that keeps `hub.alias`: other numbers under which a subject may be asked for.
struct AliasMerge {
  let landing: LandingTable
  let source: Int16

  /// Old forms of a number that a source itself still writes, such as 15 digits.
  func writtenForms(from staged: String) -> String {
    """
    INSERT INTO hub.alias AS h (fingerprint, subject, kind, source)
    SELECT DISTINCT ON (alias_fp) alias_fp, subject, 'writtenForm', \(source)::int2 FROM \(staged)
    WHERE alias_fp IS NOT NULL ORDER BY alias_fp, subject
    ON CONFLICT (fingerprint) DO UPDATE SET subject = excluded.subject, kind = excluded.kind, source = excluded.source
    WHERE h.kind = 'writtenForm'
    """
  }

  /// Forgets the written forms of subjects that changed or went, before the ones that stay are written anew.
  func forget(subjects: String) -> String {
    "DELETE FROM hub.alias WHERE source = \(source) AND subject IN (\(subjects))"
  }

  /// The rows that stand in landing for the given subjects, for a dataset that may have several of one: it has an index on them.
  func standing(_ subjects: String) -> String {
    "(SELECT * FROM \(landing.name) WHERE withdrawn_at IS NULL AND subject IN (\(subjects))) AS part"
  }

  /// A register of changed numbers is small: it is taken over whole, then chains (old → newer → newest) are shortened to their end.
  var register: [String] {
    let date = landing.attributes.first { $0.type == .date }.map { quoted($0.name) } ?? "NULL::date"
    let reason = landing.attributes.contains { $0.name == "reason" } ? "reason" : "NULL::text"
    let take = """
      INSERT INTO hub.alias (fingerprint, subject, kind, valid_to, reason, source)
      SELECT DISTINCT ON (alias_fp) alias_fp, subject, 'superseded', \(date), \(reason), \(source)::int2
      FROM \(landing.name) WHERE withdrawn_at IS NULL AND alias_fp IS NOT NULL AND alias_fp <> subject
      ORDER BY alias_fp, \(date) DESC NULLS LAST, row_key
      ON CONFLICT (fingerprint) DO UPDATE SET subject = excluded.subject, kind = excluded.kind, valid_to = excluded.valid_to,
      reason = excluded.reason, source = excluded.source
      """
    // A cycle cannot grow: its members are left as they stand once a path repeats.
    let shorten = """
      WITH RECURSIVE path (fingerprint, subject, depth) AS (
      SELECT fingerprint, subject, 0 FROM hub.alias WHERE source = \(source)
      UNION ALL SELECT p.fingerprint, a.subject, p.depth + 1 FROM path p JOIN hub.alias a ON a.fingerprint = p.subject
      WHERE p.depth < 16 AND a.subject <> p.fingerprint)
      UPDATE hub.alias h SET subject = e.subject
      FROM (SELECT DISTINCT ON (fingerprint) fingerprint, subject FROM path ORDER BY fingerprint, depth DESC) e
      WHERE h.fingerprint = e.fingerprint AND h.subject <> e.subject
      """
    return ["DELETE FROM hub.alias WHERE source = \(source)", take, shorten]
  }
}
