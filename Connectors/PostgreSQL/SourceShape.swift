import HubModel
import HubPostgres

/// What the catalogue says about the relation that is read.
struct SourceShape: Sendable {
  /// Every column, in the source's order.
  var header: [String]
  /// 8,192-byte blocks, or whatever the server's size is; 0 for what has none of its own.
  var blocks: Int64
  /// An ordinary table without children on a server that finds blocks by number: it can be cut into ranges of them.
  var hasRanges: Bool

  /// - Throws: `table-missing`, and what the server answers to a query that it cannot read.
  static func read(_ relation: SourceRelation, in session: SourceSession) async throws -> SourceShape {
    guard let table = relation.table else {
      let rows = try await session.query("SELECT * FROM \(relation.sql) LIMIT 0")
      return SourceShape(header: rows.columns, blocks: 0, hasRanges: false)
    }
    let rows = try await session.query(catalogueQuery, [.text(table.schema), .text(table.name)])
    guard rows.count == 1 else {
      throw HubError(
        "table-missing", "There is no table \(table.sql), or the login may not see its schema.",
        remedy: "Names are exact, letter case included: see `govhub connector discover`.")
    }
    return SourceShape(
      header: rows.textArray(0, 0) ?? [], blocks: rows.int8(0, 1) ?? 0, hasRanges: rows.bool(0, 2) ?? false)
  }

  private static let catalogueQuery = """
    SELECT ARRAY(
        SELECT a.attname::text FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
      coalesce(pg_relation_size(c.oid) / current_setting('block_size')::int8, 0)::int8,
      c.relkind IN ('r', 'm') AND NOT c.relhassubclass AND current_setting('server_version_num')::int4 >= 140000
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'm', 'v', 'p', 'f')
    """

  /// Every column asked for is there. Names are compared byte for byte.
  /// - Throws: `missing-column`, `duplicate-header`.
  func check(_ wanted: [String]) throws(HubError) {
    var counts: [[UInt8]: Int] = [:]
    for name in header { counts[Array(name.utf8), default: 0] += 1 }
    let missing = wanted.filter { counts[Array($0.utf8)] == nil }
    guard missing.isEmpty else { throw lacking(missing, of: wanted) }
    if let twice = wanted.first(where: { (counts[Array($0.utf8)] ?? 0) > 1 }) {
      throw HubError(
        "duplicate-header", "The query gives the column \(twice) more than once.", remedy: "Name its columns apart.")
    }
  }

  private func lacking(_ missing: [String], of wanted: [String]) -> HubError {
    let known = Set(wanted.map { Array($0.utf8) })
    let new = header.filter { !known.contains(Array($0.utf8)) }
    let others = new.isEmpty ? "no other" : new.prefix(20).joined(separator: ", ") + (new.count > 20 ? ", …" : "")
    return HubError(
      "missing-column",
      "The source lacks the columns \(missing.joined(separator: ", ")); columns the mapping does not name: \(others).",
      remedy: "If a column was renamed, change its `from:` in the mapping.")
  }
}
