import HubModel
import HubPostgres

/// A table that holds cells, in the order of a key by which it is walked.
struct CellTable: Sendable {
  /// Names it in the record of how far a rotation is.
  let part: String
  let dataset: String
  let datasetID: Int16
  let name: String
  /// SQL over a row: the key, the key as text, and back from the text in `$1`.
  let key: String
  let keyText: String
  let textKey: String
  /// Before the first key.
  let start: String
  /// The column whose 16 bytes the row's cells are bound to.
  let rowKey: String
  /// Columns of cells, with the names they are sealed under.
  let cells: [(column: String, attribute: String)]
  /// SQL that chooses the rows.
  let condition: String

  /// All tables with cells, whatever the mappings of today say: a dataset or attribute that was given up has its cells still.
  static func all(on connection: PostgresConnection) async throws -> [CellTable] {
    let rows = try await connection.query(
      """
      SELECT table_name::text, column_name::text FROM information_schema.columns
      WHERE table_schema = 'landing' AND data_type = 'bytea' AND column_name LIKE '%\\_ct' ORDER BY ordinal_position
      """, [], prepare: false)
    var columns: [String: [String]] = [:]
    for row in 0..<rows.count { columns[rows.text(row, 0) ?? "", default: []].append(rows.text(row, 1) ?? "") }
    let datasets = try await connection.query("SELECT id, name FROM control.dataset ORDER BY id", [], prepare: false)
    return (0..<datasets.count).flatMap { row -> [CellTable] in
      let (id, name) = (datasets.int2(row, 0) ?? 0, datasets.text(row, 1) ?? "")
      let table = DatasetSchema.tableName(of: name)
      let landing = columns[table].map { CellTable(landing: table, columns: $0, of: name, id) }
      return [landing, CellTable(quarantineOf: name, id)].compactMap(\.self)
    }
  }

  private init(landing table: String, columns: [String], of dataset: String, _ id: Int16) {
    part = "landing \(dataset)"
    self.dataset = dataset
    datasetID = id
    name = "landing.\(quoted(table))"
    (key, keyText, textKey, start) = ("t.row_key", "encode(t.row_key, 'hex')", "decode($1, 'hex')", "")
    rowKey = "t.row_key"
    cells = columns.map { ($0, String($0.dropLast("_ct".count))) }
    condition = "true"
  }

  private init(quarantineOf dataset: String, _ id: Int16) {
    part = "quarantine \(dataset)"
    self.dataset = dataset
    datasetID = id
    name = "control.quarantine"
    (key, keyText, textKey, start) = ("t.id", "t.id::text", "$1::text::int8", "0")
    rowKey = "t.raw_fp"
    cells = [("raw_ct", refusedCellName)]
    condition = "t.dataset = \(id)"
  }

  // MARK: statements

  /// Rows behind the key in `$1` that stand under another version than `$2`. Rows that a run is writing are passed over: it
  /// would wait for us and we for it.
  func batch(of rows: Int) -> String {
    """
    SELECT t.ctid::text, \(keyText), \(rowKey), \(cells.map { "t." + quoted($0.column) }.joined(separator: ", "))
    FROM \(name) AS t WHERE \(condition) AND \(key) > \(textKey) AND t.key_version <> $2
    ORDER BY \(key) LIMIT \(rows) FOR UPDATE SKIP LOCKED
    """
  }

  /// `$1` the version, `$2` places of rows that the transaction has locked, `$3` and on their cells, empty for none.
  var update: String {
    let names = ["place"] + cells.indices.map { "c\($0)" }
    let values = cells.indices.map { "\(quoted(cells[$0].column)) = nullif(u.c\($0), ''::bytea)" }
    let parameters = ["$2::text[]"] + cells.indices.map { "$\($0 + 3)::bytea[]" }
    return """
      UPDATE \(name) AS t SET key_version = $1, \(values.joined(separator: ", "))
      FROM unnest(\(parameters.joined(separator: ", "))) AS u (\(names.joined(separator: ", ")))
      WHERE t.ctid = u.place::tid
      """
  }

  /// Rows that stand under another version than `$1`, as they say.
  var left: String { "SELECT count(*) FROM \(name) AS t WHERE \(condition) AND t.key_version <> $1" }

  /// Rows with a cell whose own two bytes name another version than those in `$1`.
  var leftByCells: String {
    let others = cells.map { "substring(t.\(quoted($0.column)) FROM 2 FOR 2) <> $1" }
    return "SELECT count(*) FROM \(name) AS t WHERE \(condition) AND (\(others.joined(separator: " OR ")))"
  }
}
