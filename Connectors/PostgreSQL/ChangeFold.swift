import HubPostgres

/// Changes in the order in which they were committed; of several of one key the last one stays, at its place.
///
/// Its limits are its own and not the batches': a read that begins again folds as the first did.
struct ChangeFold {
  enum Change: Sendable, Equatable {
    case row([PgOutput.Field])
    /// The fields that the server told of the old row: its replica identity, or all of them.
    case removal([PgOutput.Field])

    var fields: [PgOutput.Field] {
      switch self {
      case .row(let fields), .removal(let fields): fields
      }
    }
  }

  static let mostChanges = 20_000
  static let mostBytes = 16 << 20

  /// Where the key's columns stand among the fields.
  let keyPlaces: [Int]
  private var changes: [Change?] = []
  private var places: [[UInt8]: Int] = [:]
  private var bytes = 0

  init(keyPlaces: [Int]) { self.keyPlaces = keyPlaces }

  var isFull: Bool { changes.count >= Self.mostChanges || bytes >= Self.mostBytes }

  /// `old`: the row before the change, as far as the server sends it.
  mutating func put(_ fields: [PgOutput.Field], old: [PgOutput.Field]? = nil) {
    guard let old, key(old) != key(fields) else { return note(.row(completed(fields))) }
    remove(old)
    note(.row(fields))
  }

  mutating func remove(_ old: [PgOutput.Field]) {
    // The row is gone: what was not sent cannot be looked up.
    note(.removal(old.map { $0 == .unchanged ? .null : $0 }))
  }

  /// All changes, each key once, and an empty fold.
  mutating func takeAll() -> [Change] {
    defer { self = ChangeFold(keyPlaces: keyPlaces) }
    return changes.compactMap { $0 }
  }

  private mutating func note(_ change: Change) {
    let key = key(change.fields)
    if let place = places.updateValue(changes.count, forKey: key) { changes[place] = nil }
    changes.append(change)
    bytes += Self.size(change.fields)
  }

  /// What did not change is known from the change before, where that is still here.
  private func completed(_ fields: [PgOutput.Field]) -> [PgOutput.Field] {
    guard fields.contains(.unchanged), let place = places[key(fields)], case .row(let before)? = changes[place] else {
      return fields
    }
    return zip(fields, before).map { $0 == .unchanged ? $1 : $0 }
  }

  private func key(_ fields: [PgOutput.Field]) -> [UInt8] {
    var key: [UInt8] = []
    for place in keyPlaces {
      guard case .text(let text) = fields[place] else {
        key.append(0)
        continue
      }
      // No text holds a zero byte.
      key += [1] + text + [0]
    }
    return key
  }

  private static func size(_ fields: [PgOutput.Field]) -> Int {
    fields.reduce(64) { size, field in
      if case .text(let text) = field { size + text.count + 32 } else { size + 32 }
    }
  }
}
