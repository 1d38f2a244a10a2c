import HubODBC

extension SourceShape {
  /// The section's rows from `position` on, the row there included: what was taken already is passed over by the reader.
  func query(
    _ section: ReadSection, from position: ReadPosition, limit: Int?, text: ODBCQuery.Text, fieldLimit: Int
  ) -> ODBCQuery {
    var conditions = section.conditions
    if section.isKeyed, let after = position.after { conditions.append(atOrAfter(section.order[...], after[...])) }
    var sql = "SELECT \(selected.map { dialect.selected($0) }.joined(separator: ", ")) FROM \(origin)"
    if !conditions.isEmpty { sql += " WHERE " + conditions.map(\.sql).joined(separator: " AND ") }
    if !section.order.isEmpty {
      sql += " ORDER BY " + section.order.map { dialect.named(selected[$0]) }.joined(separator: ", ")
    }
    if let limit { sql += dialect.limited(limit) }
    return ODBCQuery(sql, conditions.flatMap(\.parameters), text: text, fieldLimit: fieldLimit)
  }

  /// (a, b, …) ≥ (values), in a form that finds its place in an index on a.
  private func atOrAfter(_ order: ArraySlice<Int>, _ values: ArraySlice<String>) -> ReadSection.Condition {
    guard let index = order.first, let value = values.first else { return ReadSection.Condition(sql: "1 = 1") }
    let least = compare(index, ">=", value)
    guard order.count > 1 else { return least }
    let beyond = compare(index, ">", value)
    let rest = atOrAfter(order.dropFirst(), values.dropFirst())
    return ReadSection.Condition(
      sql: "\(least.sql) AND (\(beyond.sql) OR (\(rest.sql)))",
      parameters: least.parameters + beyond.parameters + rest.parameters)
  }

  /// The cursor's greatest value that is not beyond `limit`, as text that keeps every digit.
  func greatest(_ cursor: Int, upTo limit: String?) -> (sql: String, parameters: [String]) {
    let column = selected[cursor]
    let condition = limit.map { compare(cursor, "<=", $0) }
    var greatest = "MAX(\(dialect.named(column)))"
    if dialect.selected(column) != dialect.named(column) { greatest = "CAST(\(greatest) AS varchar(64))" }
    let sql = "SELECT \(greatest) FROM \(origin)" + (condition.map { " WHERE \($0.sql)" } ?? "")
    return (sql, condition?.parameters ?? [])
  }

  func count(_ condition: ReadSection.Condition) -> (sql: String, parameters: [String]) {
    ("SELECT COUNT(*) FROM \(origin) WHERE \(condition.sql)", condition.parameters)
  }
}
