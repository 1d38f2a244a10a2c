import HubConnectorKit

/// Where a read is stopped, as a kill would: at a batch's end, with the batch kept or lost.
struct ReadStop: Error, Equatable {
  var batch: Int
  var keepsBatch: Bool
}

extension ConformanceRun {
  /// Reads until the end or the stop. Errors go into the transcript too.
  func read(
    _ connector: any Connector, from checkpoint: Checkpoint? = nil, batchRows: Int = 2_000, stop: ReadStop? = nil
  ) async throws -> ReadPart {
    var part = ReadPart(checkpoint: checkpoint)
    var tapped: [UInt8] = []
    do {
      let summary = try await connector.read(
        from: checkpoint, batchRows: batchRows, tap: { tapped.append(contentsOf: $0) },
        into: { batch in
          part.batches += 1
          if let stop, stop.batch == part.batches, !stop.keepsBatch { throw stop }
          part.take(batch, atMost: batchRows)
          if let stop, stop.batch == part.batches { throw stop }
        })
      part.summary = summary
    } catch let error as ReadStop {
      part.isStopped = error == stop
    } catch {
      transcript.add(error)
      throw error
    }
    part.tapped = tapped
    transcript.add(part)
    try demand(part.faults.isEmpty, part.faults.prefix(3).joined(separator: "; "))
    return part
  }

  /// Id and name are what was written; how a source writes times is its own matter.
  func demandRows(_ part: ReadPart, are rows: [[String?]], _ words: String) throws {
    let expected: [ReadPart.Row] = rows.map { row in row.prefix(2).map { text in text.map { Array($0.utf8) } } }
    let got: [ReadPart.Row] = part.rows.map { Array($0.prefix(2)) }
    try demand(got == expected, "\(words): \(ReadPart.difference(expected, got))")
  }

  func demandEqual(_ part: ReadPart, _ other: ReadPart, _ words: String) throws {
    try demand(part.rows == other.rows, "\(words): \(ReadPart.difference(part.rows, other.rows))")
    try demand(part.removed == other.removed, "\(words): other deleted rows")
    try demand(part.refused == other.refused, "\(words): other refused rows")
  }
}
