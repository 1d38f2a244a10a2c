/// One message of PostgreSQL's output plugin for logical replication, version 1 of its protocol ("Logical Replication Message
/// Formats" of the manual). Values are text in the client's encoding.
package enum PgOutput: Sendable, Equatable {
  /// `commit`: where the record stands that ends the transaction.
  case begin(commit: WALPosition)
  /// `end`: the place behind that record.
  case commit(end: WALPosition)
  case relation(Relation)
  case insert(relation: UInt32, new: [Field])
  /// `old`: the columns of the replica identity, other fields null, where the server sends them.
  case update(relation: UInt32, old: [Field]?, new: [Field])
  case delete(relation: UInt32, old: [Field])
  case truncate(relations: [UInt32])
  /// Types and origins.
  case other

  package enum Field: Sendable, Equatable {
    case null
    /// A value stored beside the row that did not change: the server does not send it.
    case unchanged
    case text([UInt8])
  }

  /// A table, as it was when the changes behind it were made.
  package struct Relation: Sendable, Equatable {
    package struct Column: Sendable, Equatable {
      package var name: String
      package var isKey: Bool

      package init(name: String, isKey: Bool) {
        self.name = name
        self.isKey = isKey
      }
    }

    package var id: UInt32
    package var schema: String
    package var name: String
    package var columns: [Column]

    package init(id: UInt32, schema: String, name: String, columns: [Column]) {
      self.id = id
      self.schema = schema
      self.name = name
      self.columns = columns
    }
  }
}
