internal import HubModel

/// Which row carries which fault: drawn once, at most one a row, exact counts.
struct FaultPlan<Fault: SampleFault> {
  private(set) var faults: [Int: Fault] = [:]
  /// Extra rows of duplicates: after the row at the key, write again the row at the value.
  private(set) var echoes: [Int: [Int]] = [:]

  /// Rows that no fault may touch are told by `accepts`, as are rows on which a fault could not be seen.
  init(seed: UInt64, rows: Int, dataset: Int, accepts: (Int, Fault) -> Bool) throws {
    var random = SampleRandom(seed: seed, .plan, dataset)
    for fault in Fault.allCases {
      for _ in 0..<fault.count(rows: rows) {
        let row = try draw(fault, rows, &random, accepts)
        faults[row] = fault
        if fault.isDuplicate { echo(row, rows, &random) }
      }
    }
  }

  subscript(row: Int) -> Fault? { faults[row] }

  /// The rows that carry `fault`, in file order.
  func rows(_ fault: Fault) -> [Int] { faults.filter { $0.value == fault }.keys.sorted() }

  var counts: [Fault: Int] { faults.values.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

  private func draw(
    _ fault: Fault, _ rows: Int, _ random: inout SampleRandom, _ accepts: (Int, Fault) -> Bool
  ) throws -> Int {
    for _ in 0..<100_000 {
      let row = random.below(rows)
      if faults[row] == nil, accepts(row, fault) { return row }
    }
    throw HubError("sample-too-small", "The sample has too few rows for every kind of fault.")
  }

  /// The extra row stands up to 50 rows before or after the row it repeats.
  private mutating func echo(_ row: Int, _ rows: Int, _ random: inout SampleRandom) {
    let gap = 1 + random.below(50)
    let position = random.isWithin(perMille: 500) ? min(row + gap, rows - 1) : max(row - gap, 0)
    echoes[position, default: []].append(row)
  }
}
