import Foundation

/// One measured thing and what it is held against.
struct BenchRow: Sendable {
  var what: String
  /// Units per second; nil where another figure says more.
  var rate: Double?
  /// Units per second of the floor in the same run.
  var floor: Double?
  /// The least ratio that is aimed at.
  var target: Double?
  /// µs of processor time per unit.
  var ownCPU: Double?
  var databaseCPU: Double?
  /// Bytes.
  var peak: Int?
  var remark = ""

  var ratio: Double? {
    guard let rate, let floor, floor > 0 else { return nil }
    return rate / floor
  }
}

/// The table that `govhub bench` ends with.
struct BenchTable {
  private var rows: [BenchRow] = []

  mutating func add(_ more: [BenchRow]) { rows += more }

  var text: String {
    Terminal.table(
      ["what", "rate/s", "floor/s", "ratio", "aim", "CPU µs hub", "CPU µs db", "peak MiB", ""],
      rows.map { row in
        [
          row.what, row.rate.map { "\(Int($0.rounded()))" } ?? "", row.floor.map { "\(Int($0.rounded()))" } ?? "",
          row.ratio.map { Self.decimal($0, 2) } ?? "", row.target.map { "≥ \(Self.decimal($0, 2))" } ?? "",
          row.ownCPU.map { Self.decimal($0, 1) } ?? "", row.databaseCPU.map { Self.decimal($0, 1) } ?? "",
          row.peak.map { "\($0 >> 20)" } ?? "", row.remark,
        ]
      }, right: Set(1...7))
  }

  static func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
}
