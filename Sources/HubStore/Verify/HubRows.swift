import HubModel
import HubPostgres

/// Which column of a probe's result holds what; made once per entity and schema.
final class HubRowLayout: Sendable {
  enum Value: Sendable { case fingerprint(Int), text(Int, fold: Int?) }

  let select: String
  let subjectColumn: Int
  let values: [String: Value]
  let sources: [String: Int]
  let observed: [Int16: Int]
  let conflictColumn: Int?
  let withdrawnColumn: Int?
  let conflictBits: [String: Int64]
  /// Datasets with authority, by attribute.
  let authorities: [String: Set<Int16>]
  /// Relations have one source for the whole row.
  let wholeRowSource: Int?
  let wholeRowObserved: Int?

  /// `alias` is the table's name in the statement, `offset` the number of columns before the first of ours.
  init(table: HubTable, schema: StoreSchema, alias: String, offset: Int) {
    let columns = table.columns
    select = columns.map { "\(alias).\(quoted($0.name))" }.joined(separator: ", ")
    var places: [String: Int] = [:]
    for (index, column) in columns.enumerated() { places[column.name] = offset + index }
    subjectColumn = places["subject"] ?? offset
    var values: [String: Value] = [:]
    var sources: [String: Int] = [:]
    var bits: [String: Int64] = [:]
    var authorities: [String: Set<Int16>] = [:]
    for (index, attribute) in table.entity.attributes.enumerated() {
      values[attribute.name] =
        attribute.level.isSealed
        ? .fingerprint(places[attribute.name + "_fp"] ?? 0)
        : .text(places[attribute.name] ?? 0, fold: places[attribute.name + "_fold"])
      sources[attribute.name] = places[attribute.name + "_src"]
      bits[attribute.name] = 1 << Int64(index)
      authorities[attribute.name] = Set(
        schema.authority.datasets(entity: table.entity.name, attribute: attribute.name).compactMap { table.datasetIDs[$0] })
    }
    self.values = values
    self.sources = sources
    self.conflictBits = bits
    self.authorities = authorities
    var observed: [Int16: Int] = [:]
    for dataset in table.datasets { observed[table.id(dataset)] = places["at_\(table.id(dataset))"] }
    self.observed = observed
    conflictColumn = places["conflict"]
    withdrawnColumn = places["withdrawn_at"]
    wholeRowSource = places["source"]
    wholeRowObserved = places["observed_at"]
  }
}

/// Rows of `hub` as libpq gave them.
struct HubRows: FoundRecordStorage {
  let rows: PostgresRows
  let layout: HubRowLayout

  func isPresent(_ row: Int) -> Bool { rows.fingerprint(row, layout.subjectColumn) != nil }

  func subject(_ row: Int) -> Subject {
    Subject(rows.fingerprint(row, layout.subjectColumn) ?? Fingerprint(high: 0, low: 0))
  }

  func withdrawnAt(_ row: Int) -> Int64? { layout.withdrawnColumn.flatMap { rows.timestamptz(row, $0) } }

  func fingerprint(_ row: Int, _ attribute: String) -> Fingerprint? {
    guard case .fingerprint(let column) = layout.values[attribute] else { return nil }
    return rows.fingerprint(row, column)
  }

  func text(_ row: Int, _ attribute: String) -> String? {
    guard case .text(let column, _) = layout.values[attribute] else { return nil }
    return rows.text(row, column)
  }

  func folded(_ row: Int, _ attribute: String) -> String? {
    guard case .text(_, let fold?) = layout.values[attribute] else { return nil }
    return rows.text(row, fold)
  }

  func disagrees(_ row: Int, _ attribute: String) -> Bool {
    guard let column = layout.conflictColumn, let bit = layout.conflictBits[attribute] else { return false }
    return (rows.int8(row, column) ?? 0) & bit != 0
  }

  func isConflicting(_ row: Int, _ attribute: String) -> Bool {
    guard disagrees(row, attribute) else { return false }
    guard let source = source(row, attribute) else { return true }
    return !(layout.authorities[attribute]?.contains(source) ?? false)
  }

  func source(_ row: Int, _ attribute: String) -> Int16? {
    if let column = layout.wholeRowSource { return rows.int2(row, column) }
    return layout.sources[attribute].flatMap { rows.int2(row, $0) }
  }

  func observedAt(_ row: Int, _ source: Int16) -> Int64? {
    if let column = layout.wholeRowObserved { return rows.timestamptz(row, column) }
    return layout.observed[source].flatMap { rows.timestamptz(row, $0) }
  }
}
