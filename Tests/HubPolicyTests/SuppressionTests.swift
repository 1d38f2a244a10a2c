import HubModel
import Testing

@testable import HubPolicy

@Suite("Hidden counts stay hidden")
struct SuppressionTests {
  private static let k = 3

  /// Every table of small numbers that fits what is published, by what it says at each place.
  private struct Attacker {
    let grid: CellGrid
    let isList: Bool
    private(set) var possible: [[Set<Int>]]
    private var table: [[Int]]
    private let highest: Int

    init(_ table: [[Int]], _ grid: CellGrid, isList: Bool) {
      self.grid = grid
      self.isList = isList
      self.table = table
      highest = (table.flatMap(\.self).max() ?? 0) + SuppressionTests.k
      possible = Array(repeating: Array(repeating: [], count: grid.columns + 1), count: grid.rows + 1)
      guess(0)
    }

    private mutating func guess(_ place: Int) {
      guard place < grid.rows * grid.columns else { return note() }
      let (row, column) = place.quotientAndRemainder(dividingBy: grid.columns)
      guard grid.count(row, column) == nil else { return guess(place + 1) }
      let own = table[row][column]
      for count in 0...highest {
        table[row][column] = count
        if column < grid.columns - 1 || fits(row) { guess(place + 1) }
      }
      table[row][column] = own
    }

    private func fits(_ row: Int) -> Bool { grid.count(row, grid.columns).map { $0 == table[row].reduce(0, +) } ?? true }

    private mutating func note() {
      let body = table.map { $0 + [$0.reduce(0, +)] }
      let whole = body + [(0...grid.columns).map { column in body.reduce(0) { $0 + $1[column] } }]
      let lines = isList ? grid.rows : grid.rows + 1
      for row in 0..<lines {
        for column in 0...grid.columns where grid.count(row, column).map({ $0 != whole[row][column] }) ?? false { return }
      }
      for row in 0..<lines { for column in 0...grid.columns { possible[row][column].insert(whole[row][column]) } }
    }
  }

  private func check(_ table: [[Int]], isList: Bool = false) {
    var grid = CellGrid(table, isList: isList)
    grid.hide(below: Self.k)
    let attacker = Attacker(table, grid, isList: isList)
    for row in 0..<(isList ? grid.rows : grid.rows + 1) {
      for column in 0...grid.columns {
        let known = attacker.possible[row][column]
        if let count = grid.count(row, column) {
          #expect(count >= Self.k && known == [count])
        } else {
          #expect(known.count > 1 && known.contains { $0 >= Self.k }, "\(table): \(row), \(column) is one of \(known)")
        }
      }
    }
  }

  @Test(
    "Attack 12: of random tables no hidden count follows from all that is published, nor that it is small",
    .timeLimit(.minutes(2)))
  func tables() {
    var random = SeededNumbers(seed: 20_261_125)
    for _ in 0..<80 { check((0..<2).map { _ in (0..<2).map { _ in Int.random(in: 0...5, using: &random) } }) }
    for _ in 0..<2 { check((0..<2).map { _ in (0..<3).map { _ in Int.random(in: 1...4, using: &random) } }) }
  }

  @Test("Attack 12: of random lists likewise, with their total", .timeLimit(.minutes(2)))
  func lists() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<30 { check([(0..<4).map { _ in Int.random(in: 0...6, using: &random) }], isList: true) }
  }

  @Test("A list with one small count hides the next smallest or the total with it; one without hides nothing")
  func complement() {
    func shown(_ counts: [Int]) -> [Int?] {
      var grid = CellGrid([counts], isList: true)
      grid.hide(below: 10)
      return (0...counts.count).map { grid.count(0, $0) }
    }
    #expect(shown([500, 40, 3]) == [500, nil, nil, 543])
    #expect(shown([500, 40, 0]) == [500, nil, nil, 540])
    #expect(shown([500, 40]) == [500, 40, 540])
    #expect(shown([4]) == [nil, nil])
    #expect(shown([]) == [nil])
  }

  @Test("Two small counts in a line are not enough where they would add up to a small one")
  func sum() {
    var grid = CellGrid([[1, 2, 100]], isList: true)
    grid.hide(below: 10)
    #expect(grid.count(0, 0) == nil && grid.count(0, 1) == nil)
    #expect(grid.count(0, 2) == nil || grid.count(0, 3) == nil)
  }
}

/// xorshift64*: the same tables in every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 2_685_821_657_736_338_717
  }
}
