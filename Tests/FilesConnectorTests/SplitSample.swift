import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

/// What a text splits into.
struct SplitSample: Equatable {
  var rows: [[String?]] = []
  var lines: [UInt64] = []
  var raw: [String] = []
  var refused: [String] = []
  var refusedLines: [UInt64] = []
  var refusedRaw: [String] = []
  var details: [String] = []
  var fields: [String?] = []
  var header: [String] = []
  var batches = 0

  /// Reads `bytes` in chunks of `size`.
  init(
    _ bytes: [UInt8], _ columns: [String], encoding: TextEncoding = .utf8, dialect: Dialect = .rfc4180, size: Int = 1 << 16,
    batchRows: Int = 1000, passOver: Int = 0, limits: SplitLimits = SplitLimits()
  ) throws {
    let configuration = FilesConfiguration(address: "/none", encoding: encoding, columns: columns, dialect: dialect)
    var reading = FileReading(configuration, batchRows: batchRows, passOver: passOver, limits: limits)
    try reading.prepare()
    for start in stride(from: 0, to: bytes.count, by: size) {
      try bytes[start..<min(bytes.count, start + size)].withUnsafeBytes { try reading.take($0) }
      while let batch = try reading.nextBatch() { take(batch) }
    }
    try reading.finish()
    while let batch = try reading.nextBatch(atEnd: true) { take(batch) }
  }

  init(_ text: String, _ columns: [String], dialect: Dialect = .rfc4180, size: Int = 1 << 16) throws {
    try self.init(Array(text.utf8), columns, dialect: dialect, size: size)
  }

  private mutating func take(_ batch: Batch) {
    batches += 1
    header = batch.header
    for row in 0..<batch.rows {
      rows.append(batch.columns.indices.map { batch.string(row: row, column: $0) })
      raw.append(String(decoding: batch.raw(row: row), as: UTF8.self))
    }
    lines += batch.lines
    refused += batch.refused.map(\.reason)
    refusedLines += batch.refused.map(\.line)
    refusedRaw += batch.refused.map { String(decoding: $0.raw, as: UTF8.self) }
    details += batch.refused.map(\.detail)
    fields += batch.refused.map(\.field)
  }
}

func failure(_ body: () throws -> Void) -> HubError? {
  do { try body() } catch { return error as? HubError }
  return nil
}
