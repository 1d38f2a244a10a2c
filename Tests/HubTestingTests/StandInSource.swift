import HubConnectorKit
import HubTesting
import Synchronization

/// Rows in memory that stand for a source.
final class StandInSource: Sendable {
  enum Entry: Sendable {
    case row([String?])
    case unreadable
  }

  private let entries: Mutex<[Entry]>
  /// Beside the entries: so many rows of 32 KiB, made when they are read.
  let largeRows: Int

  init(_ rows: [[String?]], unreadableAt position: Int? = nil, largeRows: Int = 0) {
    var entries = rows.map { Entry.row($0) }
    if let position { entries.insert(.unreadable, at: position) }
    self.entries = Mutex(entries)
    self.largeRows = largeRows
  }

  var all: [Entry] { entries.withLock { $0 } }

  func add(_ rows: [[String?]]) { entries.withLock { $0 += rows.map { Entry.row($0) } } }

  func remove(_ keys: [String]) {
    entries.withLock { entries in
      entries.removeAll { entry in
        if case .row(let row) = entry { keys.contains(row[0] ?? "") } else { false }
      }
    }
  }

  static func large(_ number: Int) -> Entry {
    .row(["k\(number)", String(repeating: "x", count: 32_768), StandInSource.instant(0)])
  }

  /// Digits that compare like the time.
  @Sendable static func instant(_ seconds: Int64) -> String { String(seconds) }
}

extension StandInSource.Entry {
  var cursor: Int64 {
    if case .row(let row) = self { Int64(row[2] ?? "") ?? 0 } else { 0 }
  }

  var key: String {
    if case .row(let row) = self { row[0] ?? "" } else { "" }
  }
}
