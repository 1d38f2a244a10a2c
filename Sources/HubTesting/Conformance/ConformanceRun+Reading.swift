import HubConnectorKit

extension ConformanceRun {
  func readsTwice() async throws {
    let (source, rows) = try await peopleSource()
    let first = try await read(source.connector)
    try demandRows(first, are: rows, "the first read")
    let second = try await read(source.connector)
    try demandEqual(first, second, "the second read")
    try demandEqual(first, try await read(source.connector, batchRows: 7), "a read in small batches")
    try demand(first.summary?.rows == rows.count, "the summary counts other rows than came")
    if source.connector.isRepeatable {
      try demand(first.tapped == second.tapped, "the source's bytes differ although it calls itself repeatable")
    }
  }

  func readsTail() async throws {
    let (source, _) = try await peopleSource()
    let whole = try await read(source.connector, batchRows: 7)
    let half = try await read(source.connector, batchRows: 7, stop: ReadStop(batch: 4, keepsBatch: true))
    try demand(half.isStopped, "four batches of seven rows were not reached")
    try demand(half.checkpoint != nil, "a batch has no checkpoint")
    let rest = try await read(source.connector, from: half.checkpoint, batchRows: 11)
    try demand(rest.rows == Array(whole.rows.dropFirst(half.rows.count)), "the tail differs")
    // The end is a place as well.
    let nothing = try await read(source.connector, from: whole.checkpoint, batchRows: 7)
    try demand(nothing.rows.isEmpty, "rows come behind the last batch's checkpoint")
  }

  func survivesKilling() async throws {
    try await survivesKilling(try await peopleSource().0.connector)
  }

  /// Stops at each batch, once before it is kept and once after, and goes on from the last one kept.
  func survivesKilling(_ connector: any Connector) async throws {
    let whole = try await read(connector, batchRows: 7)
    try demand(whole.batches > 2, "there are no boundaries to stop at")
    for batch in 1...whole.batches {
      for keepsBatch in [true, false] {
        let words = "stopped \(keepsBatch ? "after" : "before") keeping batch \(batch) of \(whole.batches)"
        var part = try await read(connector, batchRows: 7, stop: ReadStop(batch: batch, keepsBatch: keepsBatch))
        try demand(part.isStopped, "\(words), the sink's own error does not come back")
        try demand(!keepsBatch || part.checkpoint != nil, "\(words), the batch has no checkpoint")
        let rest = try await read(connector, from: part.checkpoint, batchRows: 7)
        part.rows += rest.rows
        part.removed += rest.removed
        part.refused += rest.refused
        try demandEqual(whole, part, words)
      }
    }
  }

  func emptySource() async throws {
    let source = try await subject.make([], .fullSnapshot)
    let part = try await read(source.connector)
    try demand(part.batches == 0, "the sink is called without rows")
    try demand(part.summary?.rows == 0 && part.summary?.refused == 0, "the summary counts rows of an empty source")
    transcript.add(String(reflecting: try await source.connector.check()))
  }

  func deletion() async throws {
    let (source, rows) = try await peopleSource(20)
    try demandRows(try await read(source.connector), are: rows, "before deleting")
    let gone = rows[9]
    try await supplied(source.remove, "remove")([gone[0] ?? ""])
    try demandRows(try await read(source.connector), are: rows.filter { $0[0] != gone[0] }, "after deleting")
  }

  func isBypassed(_ check: ConnectorCheck) -> Bool { subject.bypasses.contains { $0.check == check } }
}
