/// A table of counts with its totals, in which small counts are hidden, and with them what would give them away.
///
/// A count below `k` is hidden, zero included: that nobody of a group has a value tells of everybody in it. As rows and columns
/// have published totals, a hidden count could be found by subtraction. So each small count gets a rectangle of four hidden
/// places, itself one corner: what is added at two opposite corners and taken away at the other two leaves every total as it is.
/// The other three are chosen so that the small count could be raised to `k` that way and no place falls below zero. Then another
/// table, in which the count is no small one, gives the very same published numbers: nobody can compute it, nor that it is small.
/// A total may be a corner as well and is hidden like any other place. (The hypercube method of statistical disclosure control,
/// in two dimensions.)
struct CellGrid {
  /// Without the totals.
  let rows: Int
  let columns: Int
  private(set) var counts: [Int]
  private var hidden: [Bool]
  /// Of a list there are no totals of columns: they are the counts themselves.
  private let isList: Bool

  /// `table`: by row, all rows of one length.
  init(_ table: [[Int]], isList: Bool = false) {
    rows = table.count
    columns = table.first?.count ?? 0
    self.isList = isList
    let body = table.map { $0 + [$0.reduce(0, +)] }
    let totals = (0...columns).map { column in body.reduce(0) { $0 + $1[column] } }
    counts = body.flatMap(\.self) + totals
    hidden = Array(repeating: false, count: counts.count)
    if isList { for column in 0...columns { hidden[place(rows, column)] = true } }
  }

  /// Nil where it is hidden. `row` = `rows` and `column` = `columns` are the totals.
  func count(_ row: Int, _ column: Int) -> Int? { hidden[place(row, column)] ? nil : counts[place(row, column)] }

  private func place(_ row: Int, _ column: Int) -> Int { row * (columns + 1) + column }

  mutating func hide(below k: Int) {
    let published = isList ? rows * (columns + 1) : counts.count
    let small = (0..<published).filter { counts[$0] < k }.sorted { (counts[$0], $0) < (counts[$1], $1) }
    for place in small { hidden[place] = true }
    for place in small { protect(place, by: k - counts[place]) }
  }

  /// Hides the rectangle that costs least: the sum of what it newly hides. There is one in every table that has a count, for the
  /// totals of row, column and all can only grow.
  private mutating func protect(_ small: Int, by amount: Int) {
    let (row, column) = small.quotientAndRemainder(dividingBy: columns + 1)
    var best: (cost: Int, row: Int, column: Int)?
    for otherRow in 0...rows where otherRow != row {
      for otherColumn in 0...columns where otherColumn != column {
        guard let cost = cost(small, row, column, otherRow, otherColumn, amount), cost < best?.cost ?? .max else { continue }
        best = (cost, otherRow, otherColumn)
        if cost == 0 { return }
      }
    }
    guard let best else { return }
    hidden[place(row, best.column)] = true
    hidden[place(best.row, best.column)] = true
    hidden[place(best.row, column)] = true
  }

  /// Nil where a corner would fall below zero.
  private func cost(_ small: Int, _ row: Int, _ column: Int, _ otherRow: Int, _ otherColumn: Int, _ amount: Int) -> Int? {
    let sign = sign(small)
    var cost = 0
    for (corner, direction) in [
      (place(row, otherColumn), -sign), (place(otherRow, otherColumn), sign), (place(otherRow, column), -sign),
    ] {
      if direction * self.sign(corner) < 0, counts[corner] < amount { return nil }
      if !hidden[corner] { cost += counts[corner] }
    }
    return cost
  }

  /// In the equation of its line a total stands on the other side.
  private func sign(_ place: Int) -> Int {
    let (row, column) = place.quotientAndRemainder(dividingBy: columns + 1)
    return (row == rows) != (column == columns) ? -1 : 1
  }
}
