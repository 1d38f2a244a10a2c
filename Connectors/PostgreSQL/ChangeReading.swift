import HubModel
import HubPostgres

/// Follows the log of changes up to a bound, without any I/O of its own.
struct ChangeReading {
  private let table: QualifiedName
  private let columns: [String]
  private let forms: [TextForm]
  private let bound: WALPosition
  /// The tables that the server described; nil for those that are not ours.
  private var relations: [UInt32: StreamColumns?] = [:]
  var fold: ChangeFold
  /// Everything before the bound has come.
  private(set) var isOver = false

  init(_ table: QualifiedName, columns: [String], keyColumns: [String], forms: [TextForm], bound: WALPosition) {
    self.table = table
    self.columns = columns
    self.forms = forms
    self.bound = bound
    let places = keyColumns.compactMap { key in columns.firstIndex { $0.utf8.elementsEqual(key.utf8) } }
    fold = ChangeFold(keyPlaces: places)
  }

  /// - Throws: `source-truncated`, `stream-malformed`.
  mutating func take(_ event: ReplicationEvent) throws(HubError) {
    guard !isOver else { return }
    switch event {
    case .reached(let position): isOver = position >= bound
    case .message(let bytes): try take(try Self.decoded(bytes))
    }
  }

  private mutating func take(_ message: PgOutput) throws(HubError) {
    switch message {
    // A transaction belongs to the read in which its last record lies.
    case .begin(let commit): isOver = commit >= bound
    case .commit, .other: break
    case .relation(let relation): try describe(relation)
    case .insert(let id, let new): if let columns = try ours(id) { fold.put(columns.fields(new)) }
    case .update(let id, let old, let new):
      if let columns = try ours(id) { update(columns, old: old, new: new) }
    case .delete(let id, let old): if let columns = try ours(id) { fold.remove(columns.fields(old)) }
    case .truncate(let ids):
      for id in ids {
        if try ours(id) != nil { throw Self.truncated }
      }
    }
  }

  /// Rows without their key would all be taken for one.
  private mutating func describe(_ relation: PgOutput.Relation) throws(HubError) {
    guard relation.schema == table.schema, relation.name == table.name else {
      relations.updateValue(nil, forKey: relation.id)
      return
    }
    let described = StreamColumns(relation, columns: columns, forms: forms)
    guard described.has(fold.keyPlaces) else { throw Self.keyless }
    relations.updateValue(described, forKey: relation.id)
  }

  /// Nil for a table that shares the publication.
  private func ours(_ id: UInt32) throws(HubError) -> StreamColumns? {
    guard let columns = relations[id] else { throw Self.malformed }
    return columns
  }

  /// A full old row also tells what did not change.
  private mutating func update(_ columns: StreamColumns, old: [PgOutput.Field]?, new: [PgOutput.Field]) {
    guard let old else { return fold.put(columns.fields(new)) }
    let before = columns.fields(old)
    let after = zip(columns.fields(new), before).map { new, old -> PgOutput.Field in
      if new == .unchanged, case .text = old { return old }
      return new
    }
    fold.put(after, old: before)
  }

  private static func decoded(_ bytes: [UInt8]) throws(HubError) -> PgOutput {
    do { return try PgOutput(bytes) } catch { throw malformed }
  }

  private static var malformed: HubError {
    HubError("stream-malformed", "A message of the server's log of changes cannot be read.")
  }

  private static var keyless: HubError {
    HubError(
      "stream-malformed", "The server's log of changes describes the table without a column of the row key.",
      remedy: "A key column may be neither generated nor left out of the publication, nor renamed without a reconciliation.")
  }

  private static var truncated: HubError {
    HubError(
      "source-truncated", "The table was emptied by TRUNCATE, which names no rows.",
      remedy: "Reconcile: a full read withdraws what is gone, and the changes go on from there.")
  }
}
