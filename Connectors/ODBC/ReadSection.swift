import HubODBC

/// One part of a read: a condition, and the order in which its rows come.
struct ReadSection {
  struct Condition {
    var sql: String
    var parameters: [String] = []
  }

  let part: ReadPosition.Part
  let conditions: [Condition]
  /// Indices in `selected`; empty where the rows have no order of their own.
  let order: [Int]
  /// True where a read goes on behind a row by the values of `order`; otherwise by the number of rows.
  let isKeyed: Bool
}

extension SourceShape {
  /// The parts that a read has, from `part` on.
  func sections(_ range: CursorRange?, from part: ReadPosition.Part = .keyed) -> [ReadSection] {
    let parts: [ReadSection?] = [keyed(range), undated(range), unkeyed(range), later(range)]
    let first = ReadPosition.Part.allCases.firstIndex(of: part) ?? 0
    return parts[first...].compactMap { $0 }
  }

  private var order: [Int] { (cursor.map { [$0] } ?? []) + keys.filter { $0 != cursor } }
  private var nullableKeys: [Int] { keys.filter { selected[$0].isNullable && $0 != cursor } }

  private func keyed(_ range: CursorRange?) -> ReadSection? {
    guard !order.isEmpty, range == nil || range?.bound != nil else { return nil }
    return ReadSection(
      part: .keyed, conditions: within(range) + nullableKeys.map { isNull($0, false) }, order: order, isKeyed: true)
  }

  /// Where a first read brings everything, rows without cursor are part of it.
  private func undated(_ range: CursorRange?) -> ReadSection? {
    guard let range, range.from == nil, let cursor, selected[cursor].isNullable else { return nil }
    let others = keys.filter { $0 != cursor }
    return ReadSection(
      part: .undated, conditions: [isNull(cursor, true)] + nullableKeys.map { isNull($0, false) }, order: others,
      isKeyed: !others.isEmpty)
  }

  /// All rows, where there is no key and no cursor; otherwise those with NULL in the key, of the same range.
  private func unkeyed(_ range: CursorRange?) -> ReadSection? {
    if order.isEmpty { return ReadSection(part: .unkeyed, conditions: [], order: [], isKeyed: false) }
    guard !nullableKeys.isEmpty else { return nil }
    var conditions = [anyOf(nullableKeys.map { isNull($0, true) })]
    if let range, let cursor {
      var choices = range.bound == nil ? [] : [allOf(within(range))]
      if range.from == nil { choices.append(isNull(cursor, true)) }
      guard !choices.isEmpty else { return nil }
      conditions.append(anyOf(choices))
    }
    return ReadSection(part: .unkeyed, conditions: conditions, order: order, isKeyed: false)
  }

  private func anyOf(_ choices: [ReadSection.Condition]) -> ReadSection.Condition { joined(choices, " OR ") }
  private func allOf(_ parts: [ReadSection.Condition]) -> ReadSection.Condition { joined(parts, " AND ") }

  private func joined(_ parts: [ReadSection.Condition], _ word: String) -> ReadSection.Condition {
    ReadSection.Condition(
      sql: "(" + parts.map(\.sql).joined(separator: word) + ")", parameters: parts.flatMap(\.parameters))
  }

  private func later(_ range: CursorRange?) -> ReadSection? {
    guard let range, let ceiling = range.ceiling, let cursor else { return nil }
    return ReadSection(part: .later, conditions: [compare(cursor, ">", ceiling)], order: order, isKeyed: false)
  }

  private func within(_ range: CursorRange?) -> [ReadSection.Condition] {
    guard let range, let cursor else { return [] }
    return (range.from.map { [compare(cursor, ">=", $0)] } ?? []) + (range.bound.map { [compare(cursor, "<=", $0)] } ?? [])
  }

  func compare(_ index: Int, _ sign: String, _ value: String) -> ReadSection.Condition {
    let column = selected[index]
    return ReadSection.Condition(
      sql: "\(dialect.named(column)) \(sign) \(dialect.placeholder(column))", parameters: [value])
  }

  func isNull(_ index: Int, _ isNull: Bool) -> ReadSection.Condition {
    ReadSection.Condition(sql: "\(dialect.named(selected[index])) IS \(isNull ? "" : "NOT ")NULL")
  }
}
