import HubPostgres
import HubStore

/// What stands beside our tables, or hangs on them: the ways by which an insider could have rows copied.
enum ObjectChecks {
  static let all = [
    DoctorCheck(id: "functions", look: functions),
    DoctorCheck(id: "objects", look: objects),
    DoctorCheck(id: "row-security", look: rowSecurity),
  ]

  /// Of ours, and of anybody's that runs with its owner's rights.
  private static func functions(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let names = try await visit.texts(
      """
      SELECT n.nspname || '.' || p.proname FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
      WHERE (n.nspname = ANY($1::text[]) OR (p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')))
      AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS c WHERE c LIKE 'search_path=%')
      AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
      ORDER BY 1
      """, [.textArray(HubSchemas.all)])
    return names.map { name in
      DoctorFinding(
        "function-search-path", .fault,
        Told(zh: "函数 \(name) 没有固定 search_path", en: "the function \(name) has no search_path of its own"),
        remedy: Told(
          zh: "ALTER FUNCTION \(name) SET search_path = pg_catalog, pg_temp，不认识的就删掉",
          en: "ALTER FUNCTION \(name) SET search_path = pg_catalog, pg_temp, or drop it if nobody knows it."))
    }
  }

  // MARK: objects

  /// A kind of object that the migration never makes but those that are expected, and what it could do.
  private struct Kind: Sendable {
    var id: String
    var severity = DoctorFinding.Severity.fault
    var told: Told
    /// Gives names; `$1` is the list of our schemas.
    var query: String
    var expected: [String] = []
  }

  private static func objects(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    for kind in kinds {
      for name in try await visit.texts(kind.query, [.textArray(HubSchemas.all)]) where !kind.expected.contains(name) {
        findings.append(
          DoctorFinding(
            kind.id, kind.severity, Told(zh: "\(kind.told.zh)：\(name)", en: "\(kind.told.en): \(name)"),
            remedy: Told(
              zh: "查明是谁所建；迁移从不建立它，应当删除", en: "Find out who made it; no migration does, so it should go.")))
      }
    }
    return findings
  }

  private static let ours = "JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = ANY($1::text[])"

  private static let kinds = [
    Kind(
      id: "trigger-unexpected", told: Told(zh: "表上有触发器", en: "a trigger on a table"),
      query: """
        SELECT n.nspname || '.' || c.relname || ' ' || t.tgname || ' ' || f.pronamespace::regnamespace || '.' || f.proname
        FROM pg_trigger AS t JOIN pg_proc AS f ON f.oid = t.tgfoid JOIN pg_class AS c ON c.oid = t.tgrelid
        \(ours) AND NOT t.tgisinternal ORDER BY 1
        """, expected: ControlSchema.triggers),
    Kind(
      id: "rule-unexpected", told: Told(zh: "表上有规则", en: "a rule on a table"),
      query: """
        SELECT n.nspname || '.' || c.relname || ' ' || r.rulename FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
        \(ours) AND r.rulename <> '_RETURN' ORDER BY 1
        """),
    Kind(
      id: "relation-unexpected", told: Told(zh: "本系统的模式里有视图或外部表", en: "a view or foreign table in a schema of the hub"),
      query: "SELECT n.nspname || '.' || c.relname FROM pg_class AS c \(ours) AND c.relkind IN ('v', 'm', 'f') ORDER BY 1"),
    Kind(
      id: "owner-differs", severity: .warning, told: Told(zh: "表不属于模式的属主", en: "a table that its schema's owner does not own"),
      query: """
        SELECT n.nspname || '.' || c.relname FROM pg_class AS c \(ours) AND n.nspname <> 'staging' AND c.relkind IN ('r', 'p')
        AND c.relowner <> n.nspowner ORDER BY 1
        """),
    Kind(
      id: "event-trigger", told: Told(zh: "数据库有事件触发器", en: "an event trigger of the database"),
      query: "SELECT evtname::text FROM pg_event_trigger WHERE cardinality($1::text[]) > 0 ORDER BY 1"),
    Kind(
      id: "publication", told: Told(zh: "逻辑复制发布了本系统的表", en: "a publication hands the hub's tables out by logical replication"),
      query: "SELECT DISTINCT pubname::text FROM pg_publication_tables WHERE schemaname::text = ANY($1::text[]) ORDER BY 1"),
    Kind(
      id: "foreign-server", severity: .warning, told: Told(zh: "数据库有外部服务器", en: "a foreign server that rows could be carried to"),
      query: "SELECT srvname::text FROM pg_foreign_server WHERE cardinality($1::text[]) > 0 ORDER BY 1"),
  ]

  // MARK: row security

  private static func rowSecurity(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows(
      """
      SELECT n.nspname || '.' || c.relname, c.relrowsecurity, ARRAY(SELECT p.polname::text FROM pg_policy AS p
        WHERE p.polrelid = c.oid ORDER BY 1)
      FROM pg_class AS c \(ours) AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
      """, [.textArray(HubSchemas.all)])
    return (0..<rows.count).compactMap { row in
      let table = rows.text(row, 0) ?? ""
      let expected = ControlSchema.policies[table] ?? []
      guard rows.bool(row, 1) != !expected.isEmpty || rows.textArray(row, 2) != expected else { return nil }
      let list = expected.joined(separator: ", ")
      return DoctorFinding(
        "row-security-differs", .fault,
        Told(zh: "\(table) 的行级安全与迁移所设不同", en: "row security of \(table) is not what the migration made it"),
        remedy: expected.isEmpty
          ? Told(zh: "它不应有行级安全，也不应有策略", en: "It should have neither row security nor a policy.")
          : Told(zh: "应启用，且策略为 \(list)", en: "It should be enabled, with the policies \(list)."))
    }
  }
}
