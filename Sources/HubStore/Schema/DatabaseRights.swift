package import HubPostgres

/// Where the rights in a database differ from `DatabaseGrant.all`.
package struct DatabaseRights: Sendable {
  /// Rights that nobody is meant to have; the owner's own are not among them.
  package var unexpected: [DatabaseRight]
  package var missing: [DatabaseRight]

  package static func differences(on connection: PostgresConnection) async throws -> DatabaseRights {
    let tables = try await tables(on: connection)
    let expected = Set(DatabaseGrant.all.flatMap { $0.rights(in: tables) })
    let found = Set(try await found(on: connection))
    let held = Set(
      found.map { right in
        var right = right
        right.canPassOn = false
        return right
      })
    return DatabaseRights(
      unexpected: found.subtracting(expected).sorted(), missing: expected.subtracting(held).sorted())
  }

  /// Columns by `schema.table`.
  private static func tables(on connection: PostgresConnection) async throws -> [String: [String]] {
    let rows = try await connection.query(
      """
      SELECT n.nspname || '.' || c.relname, a.attname::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      """, [.textArray(HubSchemas.all)], prepare: false)
    var tables: [String: [String]] = [:]
    for row in 0..<rows.count { tables[rows.text(row, 0) ?? "", default: []] += rows.text(row, 1).map { [$0] } ?? [] }
    return tables
  }

  /// What stands in the catalogue, by default or by grant, beside the rights of each object's owner.
  private static func found(on connection: PostgresConnection) async throws -> [DatabaseRight] {
    let rows = try await connection.query(catalogue, [.textArray(HubSchemas.all)], prepare: false)
    return (0..<rows.count).map { row in
      DatabaseRight(
        holder: rows.text(row, 0) ?? "", privilege: rows.text(row, 1) ?? "", object: rows.text(row, 2) ?? "",
        column: rows.text(row, 3), canPassOn: rows.bool(row, 4) ?? false)
    }
  }

  private static let catalogue = """
    SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE coalesce(r.rolname::text, x.grantee::text) END, x.privilege_type, x.object,
    x.column_name, x.is_grantable FROM (
      SELECT 'database' AS object, NULL::text AS column_name, d.datdba AS owner, a.* FROM pg_database AS d,
        aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a WHERE d.datname = current_database()
      UNION ALL
      SELECT 'schema ' || n.nspname, NULL, n.nspowner, a.* FROM pg_namespace AS n,
        aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS a
        WHERE n.nspname = ANY($1::text[]) OR n.nspname = 'public'
      UNION ALL
      SELECT n.nspname || '.' || c.relname, NULL, c.relowner, a.* FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace,
        aclexplode(coalesce(c.relacl, acldefault((CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", c.relowner))) AS a
        WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      UNION ALL
      SELECT n.nspname || '.' || c.relname, t.attname, c.relowner, a.* FROM pg_attribute AS t
        JOIN pg_class AS c ON c.oid = t.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace, aclexplode(t.attacl) AS a
        WHERE n.nspname = ANY($1::text[]) AND NOT t.attisdropped
      UNION ALL
      SELECT 'function ' || n.nspname || '.' || p.proname, NULL, p.proowner, a.* FROM pg_proc AS p
        JOIN pg_namespace AS n ON n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
        WHERE n.nspname = ANY($1::text[])
      UNION ALL
      SELECT 'later tables of ' || n.nspname, NULL, d.defaclrole, a.* FROM pg_default_acl AS d
        JOIN pg_namespace AS n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) AS a
        WHERE d.defaclobjtype = 'r' AND n.nspname = ANY($1::text[])
    ) AS x LEFT JOIN pg_roles AS r ON r.oid = x.grantee WHERE x.grantee <> x.owner
    """
}
