import HubModel
import HubPostgres

/// Fills what the log of changes leaves out, a large value that did not change for one, from the table as it is now.
struct RowLookup {
  let session: SourceSession
  let list: SelectList
  let relation: SourceRelation
  let keyColumns: [String]
  let keyPlaces: [Int]

  /// Nil where the row is gone: its removal comes as a change of its own. Only what is missing is taken, so that a value of the
  /// change itself stays.
  func completed(_ fields: [PgOutput.Field]) async throws -> [PgOutput.Field]? {
    guard fields.contains(.unchanged) else { return fields }
    var select = SourceSelect(sql: "")
    var conditions: [String] = []
    for (name, place) in zip(keyColumns, keyPlaces) {
      guard case .text(let key) = fields[place] else { return nil }
      conditions.append("\(SelectList.column(name)) = \(select.parameter(String(decoding: key, as: UTF8.self)))")
    }
    let rows = try await session.query(
      "SELECT \(list.sql) FROM \(relation.sql) WHERE \(conditions.joined(separator: " AND "))", select.parameters)
    guard rows.count > 0 else { return nil }
    return fields.indices.map { index -> PgOutput.Field in
      guard fields[index] == .unchanged else { return fields[index] }
      guard let bytes = rows.bytes(0, index) else { return .null }
      return .text(Array(bytes))
    }
  }
}
