import HubConnectorKit
import HubModel

/// What a read, or the part before its stop, delivered.
struct ReadPart {
  struct Refusal: Equatable {
    var reason: String
    var raw: [UInt8]
  }

  typealias Row = [[UInt8]?]

  var rows: [Row] = []
  /// Keys and what else came of rows that the source says were deleted.
  var removed: [Row] = []
  var refused: [Refusal] = []
  /// What the connector says about refused rows.
  var details: [String] = []
  /// Of the last batch kept; before the first one where the read began.
  var checkpoint: Checkpoint?
  var batches = 0
  var isStopped = false
  /// Nil where the read was stopped.
  var summary: ReadSummary?
  var tapped: [UInt8] = []
  /// Broken promises of batches.
  var faults: [String] = []

  init(checkpoint: Checkpoint?) { self.checkpoint = checkpoint }

  /// Bytes, for strings of Swift are equal where their bytes differ.
  mutating func take(_ batch: Batch, atMost: Int) {
    if batch.isEmpty { faults.append("a batch is empty") }
    if batch.rows + batch.refused.count > atMost { faults.append("a batch holds more rows than asked for") }
    if batch.columns != ConformanceRows.columns { faults.append("a batch has other columns than asked for") }
    let gone = Set(batch.removed)
    for row in 0..<batch.rows {
      let fields: Row = batch.columns.indices.map { column in
        batch.withField(row: row, column: column) { field in field.map { Array($0) } }
      }
      if gone.contains(row) { removed.append(fields) } else { rows.append(fields) }
    }
    for row in batch.refused {
      refused.append(Refusal(reason: row.reason, raw: row.raw))
      details.append("\(row.reason) \(row.field ?? "") \(row.detail)")
    }
    checkpoint = batch.checkpoint
  }

  var keys: [String] { rows.map { String(decoding: Self.key($0), as: UTF8.self) } }

  private static func key(_ row: Row) -> [UInt8] { (row.first ?? nil) ?? [] }

  /// In numbers and keys, which are none of a person's.
  static func difference(_ expected: [Row], _ got: [Row]) -> String {
    let one = Dictionary(expected.map { (key($0), 1) }, uniquingKeysWith: +)
    let other = Dictionary(got.map { (key($0), 1) }, uniquingKeysWith: +)
    let lost = one.filter { other[$0.key, default: 0] < $0.value }.keys
    let added = other.filter { one[$0.key, default: 0] < $0.value }.keys
    let changed = zip(expected, got).filter { $0 != $1 }.count
    func shown(_ keys: some Collection<[UInt8]>) -> String {
      keys.map { String(decoding: $0, as: UTF8.self) }.sorted().prefix(3).joined(separator: ", ")
    }
    return "\(expected.count) rows expected, \(got.count) came; lost: \(shown(lost)); repeated or new: \(shown(added)); "
      + "\(changed) rows differ at their place"
  }
}
