import HubPostgres

/// The statements of an incremental read. Values travel as texts that the server reads in the column's own type, so that
/// no microsecond is lost on the way.
struct IncrementQuery: Sendable {
  let relation: SourceRelation
  let cursor: String
  let keys: [String]
  let kind: CursorKind
  let overlap: Int

  private var cursorColumn: String { SelectList.column(cursor) }

  /// One row: the source's clock as text, and the greatest cursor up to it. A cursor that is ahead of the clock, by a second or
  /// by years, never moves the position: rows between the two would be passed over.
  func bound(from: String?) -> SourceSelect {
    var select = SourceSelect(sql: "")
    var conditions = ["\(cursorColumn) IS NOT NULL"]
    if let from { conditions.append("\(cursorColumn) >= \(select.parameter(from))") }
    if kind.clock != nil { conditions.append("\(cursorColumn) <= clock.latest") }
    let clock = kind.clock ?? "NULL::text"
    select.sql = """
      SELECT clock.latest::text, (
        SELECT \(cursorColumn)::text FROM \(relation.sql) WHERE \(conditions.joined(separator: " AND "))
        ORDER BY \(cursorColumn) DESC LIMIT 1)
      FROM (SELECT \(clock) AS latest) AS clock
      """
    return select
  }

  /// The rows of a read, or those of it behind a row, in the order of cursor and key; rows without a cursor come last, and only
  /// where everything is read.
  func rows(_ list: SelectList, bound: IncrementBound, after row: [String?]?) -> SourceSelect {
    var select = SourceSelect(sql: "")
    var conditions = [within(bound, &select)]
    if let from = bound.from {
      conditions.append("\(cursorColumn) >= \(kind.start(select.parameter(from), overlap: overlap))")
    }
    if let row { conditions.append(behind(row, everything: bound.from == nil, &select)) }
    let order = ([cursor] + keys).map(SelectList.column).joined(separator: ", ")
    select.sql = """
      SELECT \(list.sql) FROM \(relation.sql) WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order)
      """
    return select
  }

  /// Up to the bound, or in the future as it was when the bound was taken.
  private func within(_ bound: IncrementBound, _ select: inout SourceSelect) -> String {
    var choices = bound.from == nil ? ["\(cursorColumn) IS NULL"] : []
    if let greatest = bound.greatest ?? bound.from { choices.append("\(cursorColumn) <= \(select.parameter(greatest))") }
    if let latest = bound.latest { choices.append("\(cursorColumn) > \(select.parameter(latest))") }
    return choices.isEmpty ? "false" : "(\(choices.joined(separator: " OR ")))"
  }

  private func behind(_ row: [String?], everything: Bool, _ select: inout SourceSelect) -> String {
    let columns = keys.map(SelectList.column)
    let values = row.dropFirst().map { $0.map { select.parameter($0) } ?? "NULL" }
    let key = "(\(columns.joined(separator: ", "))) > (\(values.joined(separator: ", ")))"
    guard let cursor = row.first ?? nil else { return "\(cursorColumn) IS NULL AND \(key)" }
    let left = [cursorColumn] + columns
    let right = [select.parameter(cursor)] + values
    let both = "(\(left.joined(separator: ", "))) > (\(right.joined(separator: ", ")))"
    return everything ? "(\(both) OR \(cursorColumn) IS NULL)" : both
  }
}

extension SourceSelect {
  /// Adds a text and gives what stands for it in the statement.
  mutating func parameter(_ text: String) -> String {
    parameters.append(.text(text))
    return "$\(parameters.count)"
  }
}
