@_spi(Release) package import HubModel

/// The counts of a published query as they may leave. Only this module can make one, and nothing else that was counted can be
/// encoded.
package struct ReleasedTable: Sendable {
  package enum Group: Sendable, Equatable {
    case value(String)
    /// Values that fewer than `k` records have, and none, together.
    case other
    /// The total over the grouping.
    case all
  }

  package struct Cell: Sendable, Equatable {
    /// One for each grouping of the query.
    package let groups: [Group]
    /// Nil: suppressed.
    package let count: Int?
  }

  package let query: AggregateQuery
  /// Row by row, each with its total at the end; the totals of the columns last.
  package let cells: [Cell]

  fileprivate init(query: AggregateQuery, cells: [Cell]) {
    self.query = query
    self.cells = cells
  }
}

extension AggregateQuery {
  /// The same counts give the same table: nothing in it is drawn by chance, so that asking again tells nothing new.
  package func released(_ counts: StoredCounts) -> ReleasedTable {
    let isList = groupings.count == 1
    let counted = counts.groups.filter { $0.count > 0 }
    let rows = isList ? nil : GroupAxis(counted, 0, k: k)
    let columns = GroupAxis(counted, groupings.count - 1, k: k)
    var table = Array(repeating: Array(repeating: 0, count: columns.groups.count), count: rows?.groups.count ?? 1)
    for group in counted { table[rows?.place(of: group) ?? 0][columns.place(of: group)] += group.count }
    var grid = CellGrid(table, isList: isList)
    grid.hide(below: k)
    let down: [[ReleasedTable.Group]] = rows.map { ($0.groups + [.all]).map { [$0] } } ?? [[]]
    let across: [ReleasedTable.Group] = columns.groups + [.all]
    var cells: [ReleasedTable.Cell] = []
    for (row, first) in down.enumerated() {
      for (column, last) in across.enumerated() {
        cells.append(ReleasedTable.Cell(groups: first + [last], count: grid.count(row, column).map(rounded)))
      }
    }
    return ReleasedTable(query: self, cells: cells)
  }

  private func rounded(_ count: Int) -> Int { roundTo.map { (count + $0 / 2) / $0 * $0 } ?? count }
}

/// The lines of a table in one direction.
///
/// A value has a line of its own where `k` records or more have it; the others share one. So no line tells that somebody has a rare
/// value. A value that nobody has is no line at all: that is said of everybody, and of nobody in particular.
struct GroupAxis {
  let groups: [ReleasedTable.Group]
  private let places: [String: Int]
  private let grouping: Int

  init(_ counts: [StoredCounts.Group], _ grouping: Int, k: Int) {
    var totals: [String: Int] = [:]
    var all = 0
    for group in counts {
      all += group.count
      if let value = group.values[grouping] { totals[value, default: 0] += group.count }
    }
    let own = totals.filter { $0.value >= k }.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let rest = all - own.reduce(0) { $0 + (totals[$1] ?? 0) }
    groups = own.map { .value($0) } + (rest > 0 ? [.other] : [])
    places = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($1, $0) })
    self.grouping = grouping
  }

  func place(of group: StoredCounts.Group) -> Int {
    group.values[grouping].flatMap { places[$0] } ?? groups.count - 1
  }
}
