import Synchronization

/// The rows behind a web service of a department, handed out by pages in their order.
final class PeopleService: Sendable {
  static let pageSize = 10

  private let rows: Mutex<[[String?]]>
  /// In place of the rows: so many of 32 KiB, made when they are asked for.
  let largeRows: Int

  init(_ rows: [[String?]], largeRows: Int = 0) {
    self.rows = Mutex(rows)
    self.largeRows = largeRows
  }

  /// - Parameters:
  ///   - page: from 0 on.
  ///   - from: seconds; rows whose `changed` lies before are left out. Rows without a readable one are not.
  func page(_ page: Int, from: Int64 = 0) -> [[String?]] {
    let range = (page * Self.pageSize)..<((page + 1) * Self.pageSize)
    if largeRows > 0 { return range.clamped(to: 0..<largeRows).map(Self.large) }
    let wanted = all.filter { row in (row[2].flatMap { Int64($0) } ?? .max) >= from }
    return Array(wanted[range.clamped(to: 0..<wanted.count)])
  }

  var all: [[String?]] { rows.withLock { $0 } }

  func add(_ more: [[String?]]) { rows.withLock { $0 += more } }

  func remove(_ keys: [String]) { rows.withLock { $0.removeAll { keys.contains($0[0] ?? "") } } }

  private static let large = String(repeating: "x", count: 32_768)

  private static func large(_ number: Int) -> [String?] {
    ["k\(number)", large, "1767312000"]
  }
}
