import HubPostgres
import HubTesting

/// Some transactions at once, in an order that a seed decides. A step is a second of the rows' own time, and no transaction
/// lasts longer than the overlap that its reader was given.
///
/// Nobody sees a transaction's rows before its end: the statements are kept until then, with the times at which they were made.
struct RandomWriters {
  private struct Writer {
    var written: [String: Int] = [:]
    /// Nil between transactions.
    var begunAt: Int?
  }

  private let source: SourceDatabase
  private let overlap: Int
  private var dice: Dice
  private var writers = [Writer](repeating: Writer(), count: 4)
  /// What is there for everyone.
  private(set) var committed: [String: String] = [:]

  init(_ source: SourceDatabase, seed: UInt64, overlap: Int) {
    self.source = source
    self.overlap = overlap
    dice = Dice(state: seed)
  }

  /// - Returns: whether it is the reader's turn.
  mutating func step(_ step: Int) async throws -> Bool {
    for place in writers.indices {
      if let begun = writers[place].begunAt, step - begun >= overlap { try await end(place, keeps: true) }
    }
    if dice.roll(6) == 0 { return true }
    let place = dice.roll(writers.count)
    if writers[place].begunAt != nil, dice.roll(3) == 0 {
      try await end(place, keeps: dice.roll(5) > 0)
    } else {
      write(place, step)
    }
    return false
  }

  mutating func endAll() async throws {
    for place in writers.indices where writers[place].begunAt != nil { try await end(place, keeps: true) }
  }

  /// A new row, or another one of the writer's own.
  private mutating func write(_ place: Int, _ step: Int) {
    if writers[place].begunAt == nil { writers[place].begunAt = step }
    let own = committed.keys.filter { $0.hasPrefix("w\(place)-") }.sorted()
    let key = own.isEmpty || dice.roll(3) > 0 ? "w\(place)-\(step)" : own[dice.roll(own.count)]
    writers[place].written[key] = step
  }

  private mutating func end(_ place: Int, keeps: Bool) async throws {
    let written = writers[place].written
    writers[place] = Writer()
    guard keeps, !written.isEmpty else { return }
    let rows = written.map { key, step in "('\(key)', '\(step)', timestamptz '2024-01-01' + interval '\(step) s')" }
    try await source.run(
      """
      INSERT INTO t VALUES \(rows.joined(separator: ", "))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, at = excluded.at
      """)
    committed.merge(written.mapValues { String($0) }) { $1 }
  }

  /// The same numbers for the same seed.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }
}
