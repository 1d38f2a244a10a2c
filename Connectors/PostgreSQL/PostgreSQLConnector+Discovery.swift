package import HubConnectorKit
import HubModel
import HubPostgres

extension PostgreSQLConnector {
  /// The tables and views that the login may read something of, by schema and name.
  package func discover() async throws -> [SourceTable] {
    let session = try await access.session()
    do {
      let tables = try await self.tables(in: session)
      await session.close()
      return tables
    } catch {
      await session.close()
      throw error
    }
  }

  private func tables(in session: SourceSession) async throws -> [SourceTable] {
    let rows = try await session.query(Self.tablesQuery)
    return (0..<rows.count).map { row in
      let names = rows.textArray(row, 2) ?? []
      let types = rows.textArray(row, 3) ?? []
      let columns = zip(names, types).map { SourceTable.Column(name: $0, type: $1) }
      let estimate = rows.int8(row, 4) ?? -1
      let schema = rows.text(row, 0) ?? ""
      return SourceTable(
        name: "\(schema).\(rows.text(row, 1) ?? "")", columns: columns, rows: estimate < 0 ? nil : estimate)
    }
  }

  /// A table that was never analysed has an estimate of −1, a view one of 0.
  private static let tablesQuery = """
    SELECT n.nspname::text, c.relname::text,
      array_agg(a.attname::text ORDER BY a.attnum), array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum),
      CASE WHEN c.relkind IN ('r', 'm', 'p') THEN c.reltuples::int8 ELSE -1 END
    FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'm', 'v', 'p', 'f') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT c.relispartition
      AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
    GROUP BY c.oid, n.nspname, c.relname, c.relkind, c.reltuples
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
    """
}
