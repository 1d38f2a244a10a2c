import HubConnectorKit
import HubModel
import HubPostgres

/// Hands folded changes over as batches, and counts them for the position within the read.
struct ChangeDelivery {
  private let read: StreamRead
  private let position: StreamPosition
  private let bound: WALPosition
  private let keyPlaces: [Int]
  /// Changes that are behind us, those that were handed over before this call included.
  private var passed = 0

  init(_ read: StreamRead, position: StreamPosition, bound: WALPosition) {
    self.read = read
    self.position = position
    self.bound = bound
    let columns = read.configuration.columns
    keyPlaces = read.configuration.keyColumns.compactMap { key in
      columns.firstIndex { $0.utf8.elementsEqual(key.utf8) }
    }
  }

  var checkpoint: Checkpoint {
    let within = StreamPosition.Within(bound: bound, passed: passed)
    return StreamPosition(slot: position.slot, from: position.from, within: within, system: position.system).checkpoint
  }

  mutating func hand(
    _ changes: [ChangeFold.Change], _ filler: inout RowFiller, into sink: (consuming Batch) async throws -> Void
  ) async throws {
    let known = max(0, (position.within?.passed ?? 0) - passed)
    passed += min(known, changes.count)
    var rest = changes.dropFirst(known)
    while !rest.isEmpty {
      let some = rest.prefix(1_000)
      rest = rest.dropFirst(1_000)
      let rows = try await completed(some)
      for (change, fields) in zip(some, rows) {
        passed += 1
        guard let fields else { continue }
        filler.add(fields, isRemoved: change.isRemoval)
        guard filler.isFull else { continue }
        try await sink(filler.take(checkpoint))
        try Task.checkCancellation()
      }
    }
  }

  /// The fields of each change; nil for a row that is gone.
  private func completed(_ changes: ArraySlice<ChangeFold.Change>) async throws -> [[PgOutput.Field]?] {
    let isOpen = changes.contains { !$0.isRemoval && $0.fields.contains(.unchanged) }
    guard isOpen else { return changes.map { Optional($0.fields) } }
    return try await read.withSession { session in
      let configuration = read.configuration
      let lookup = RowLookup(
        session: session, list: SelectList(configuration.columns), relation: configuration.relation,
        keyColumns: configuration.keyColumns, keyPlaces: keyPlaces)
      var rows: [[PgOutput.Field]?] = []
      for change in changes {
        if change.isRemoval {
          rows.append(change.fields)
        } else {
          rows.append(try await lookup.completed(change.fields))
        }
      }
      return rows
    }
  }
}

extension ChangeFold.Change {
  var isRemoval: Bool { if case .removal = self { true } else { false } }
}

extension RowFiller {
  mutating func add(_ fields: [PgOutput.Field], isRemoved: Bool) {
    beginRow()
    for field in fields {
      if case .text(let text) = field { text.withUnsafeBytes { append($0) } } else { append(nil) }
    }
    endRow(isRemoved: isRemoved)
  }
}
