import HubPostgres
import HubStore

/// A role of the cluster, with what it is a member of, directly or not.
struct ClusterRole: Sendable {
  var name: String
  var canLogin: Bool
  /// Attributes that go past grants: SUPERUSER, BYPASSRLS and their like.
  var powers: [String]
  var memberOf: [String]
  /// The password has a date on which it ends.
  var expires: Bool
  /// The owner of the hub's schema, or a member of it.
  var isOwner: Bool
  /// The role that the cluster was made with.
  var isFirst: Bool

  /// One of the hub's own roles.
  var isGroup: Bool { Self.kinds.contains(name) }
  var groups: [String] { memberOf.filter(Self.kinds.contains) }
  /// Predefined roles that read or write past grants, or leave the database.
  var reaching: [String] { memberOf.filter(Self.predefined.contains) }

  private static let kinds = Set(DatabaseRole.allCases.map(\.rawValue))
  private static let predefined: Set<String> = [
    "pg_execute_server_program", "pg_read_all_data", "pg_read_server_files", "pg_write_all_data", "pg_write_server_files",
  ]

  static func read(_ visit: DoctorVisit) async throws -> [ClusterRole] {
    let rows = try await visit.rows(query)
    return (0..<rows.count).map { row in
      ClusterRole(
        name: rows.text(row, 0) ?? "", canLogin: rows.bool(row, 1) ?? false, powers: rows.textArray(row, 2) ?? [],
        memberOf: rows.textArray(row, 3) ?? [], expires: rows.bool(row, 4) ?? false, isOwner: rows.bool(row, 5) ?? false,
        isFirst: rows.bool(row, 6) ?? false)
    }
  }

  private static let query = """
    WITH RECURSIVE member AS (
      SELECT member, roleid FROM pg_auth_members
      UNION SELECT m.member, a.roleid FROM member AS m JOIN pg_auth_members AS a ON a.member = m.roleid),
    owner AS (SELECT nspowner AS oid FROM pg_namespace WHERE nspname = 'control')
    SELECT r.rolname::text, r.rolcanlogin,
      array_remove(ARRAY[CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
        CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
        CASE WHEN r.rolreplication THEN 'REPLICATION' END], NULL)::text[],
      ARRAY(SELECT g.rolname::text FROM member AS m JOIN pg_roles AS g ON g.oid = m.roleid WHERE m.member = r.oid ORDER BY 1),
      r.rolvaliduntil IS NOT NULL,
      EXISTS (SELECT FROM owner AS o WHERE o.oid = r.oid OR EXISTS (
        SELECT FROM member AS m WHERE m.member = r.oid AND m.roleid = o.oid)),
      r.oid = 10
    FROM pg_roles AS r WHERE r.rolname !~ '^pg_' ORDER BY 1
    """
}
