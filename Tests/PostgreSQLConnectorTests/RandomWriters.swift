import HubPostgres
import HubTesting

/// Some transactions at once, in an order that a seed decides. A step is a second of the rows' own time, and no transaction
/// lasts longer than the overlap that its reader was given.
struct RandomWriters {
  private struct Writer {
    let connection: PostgresConnection
    var written: [String: String] = [:]
    /// Nil between transactions.
    var begunAt: Int?
  }

  private var writers: [Writer] = []
  private var dice: Dice
  private let overlap: Int
  /// What is there for everyone.
  private(set) var committed: [String: String] = [:]

  init(_ source: SourceDatabase, seed: UInt64, overlap: Int) async throws {
    dice = Dice(state: seed)
    self.overlap = overlap
    for _ in 0..<4 {
      let configuration = PostgresConfiguration(uri: source.cluster.uri(database: source.name))
      writers.append(Writer(connection: try await PostgresConnection.connect(configuration)))
    }
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
      try await write(place, step)
    }
    return false
  }

  mutating func close() async throws {
    for place in writers.indices {
      if writers[place].begunAt != nil { try await end(place, keeps: true) }
      await writers[place].connection.close()
    }
  }

  private mutating func write(_ place: Int, _ step: Int) async throws {
    let connection = writers[place].connection
    if writers[place].begunAt == nil {
      try await connection.execute("BEGIN")
      writers[place].begunAt = step
    }
    // Each its own keys, so that nobody waits for another's lock.
    let own = committed.keys.filter { $0.hasPrefix("w\(place)-") }.sorted()
    let key = own.isEmpty || dice.roll(3) > 0 ? "w\(place)-\(step)" : own[dice.roll(own.count)]
    try await connection.execute(
      """
      INSERT INTO t VALUES ('\(key)', '\(step)', timestamptz '2024-01-01' + interval '\(step) s')
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, at = excluded.at
      """)
    writers[place].written[key] = "\(step)"
  }

  private mutating func end(_ place: Int, keeps: Bool) async throws {
    try await writers[place].connection.execute(keeps ? "COMMIT" : "ROLLBACK")
    if keeps { committed.merge(writers[place].written) { $1 } }
    writers[place].written = [:]
    writers[place].begunAt = nil
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
