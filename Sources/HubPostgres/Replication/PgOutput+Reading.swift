extension PgOutput {
  /// - Throws: 08P01 for a message that is cut short, too long or of an unknown kind.
  package init(_ bytes: [UInt8]) throws(PostgresError) {
    var reader = MessageReader(bytes)
    self = try Self.message(&reader)
    guard reader.isAtEnd else { throw .malformedMessage }
  }

  private static func message(_ reader: inout MessageReader) throws(PostgresError) -> PgOutput {
    switch try reader.number(UInt8.self) {
    case UInt8(ascii: "B"): return try begin(&reader)
    case UInt8(ascii: "C"): return try commit(&reader)
    case UInt8(ascii: "R"): return .relation(try relation(&reader))
    case UInt8(ascii: "I"):
      let id = try reader.number(UInt32.self)
      return .insert(relation: id, new: try tuple(&reader, marked: UInt8(ascii: "N")))
    case UInt8(ascii: "U"): return try update(&reader)
    case UInt8(ascii: "D"):
      let id = try reader.number(UInt32.self)
      let mark = try reader.number(UInt8.self)
      return .delete(relation: id, old: try oldTuple(&reader, mark))
    case UInt8(ascii: "T"): return try truncate(&reader)
    case UInt8(ascii: "O"):
      _ = try reader.position()
      _ = try reader.name()
    case UInt8(ascii: "Y"):
      _ = try reader.number(UInt32.self)
      _ = try reader.name()
      _ = try reader.name()
    default: throw .malformedMessage
    }
    return .other
  }

  private static func begin(_ reader: inout MessageReader) throws(PostgresError) -> PgOutput {
    let commit = try reader.position()
    _ = try reader.number(Int64.self)
    _ = try reader.number(UInt32.self)
    return .begin(commit: commit)
  }

  private static func commit(_ reader: inout MessageReader) throws(PostgresError) -> PgOutput {
    _ = try reader.number(UInt8.self)
    _ = try reader.position()
    let end = try reader.position()
    _ = try reader.number(Int64.self)
    return .commit(end: end)
  }

  private static func relation(_ reader: inout MessageReader) throws(PostgresError) -> Relation {
    let id = try reader.number(UInt32.self)
    let schema = try reader.name()
    let name = try reader.name()
    _ = try reader.number(UInt8.self)
    var columns: [Relation.Column] = []
    let count = try reader.number(Int16.self)
    for _ in 0..<max(0, count) {
      let flags = try reader.number(UInt8.self)
      columns.append(Relation.Column(name: try reader.name(), isKey: flags & 1 != 0))
      _ = try reader.number(UInt32.self)
      _ = try reader.number(Int32.self)
    }
    // The server leaves its own catalogue's name out.
    return Relation(id: id, schema: schema.isEmpty ? "pg_catalog" : schema, name: name, columns: columns)
  }

  private static func update(_ reader: inout MessageReader) throws(PostgresError) -> PgOutput {
    let id = try reader.number(UInt32.self)
    let mark = try reader.number(UInt8.self)
    guard mark != UInt8(ascii: "N") else { return .update(relation: id, old: nil, new: try fields(&reader)) }
    let old = try oldTuple(&reader, mark)
    return .update(relation: id, old: old, new: try tuple(&reader, marked: UInt8(ascii: "N")))
  }

  private static func truncate(_ reader: inout MessageReader) throws(PostgresError) -> PgOutput {
    let count = try reader.number(UInt32.self)
    _ = try reader.number(UInt8.self)
    var relations: [UInt32] = []
    for _ in 0..<count { relations.append(try reader.number()) }
    return .truncate(relations: relations)
  }

  // MARK: Rows

  private static func oldTuple(_ reader: inout MessageReader, _ mark: UInt8) throws(PostgresError) -> [Field] {
    guard mark == UInt8(ascii: "K") || mark == UInt8(ascii: "O") else { throw .malformedMessage }
    return try fields(&reader)
  }

  private static func tuple(_ reader: inout MessageReader, marked mark: UInt8) throws(PostgresError) -> [Field] {
    guard try reader.number(UInt8.self) == mark else { throw .malformedMessage }
    return try fields(&reader)
  }

  private static func fields(_ reader: inout MessageReader) throws(PostgresError) -> [Field] {
    var fields: [Field] = []
    let count = try reader.number(Int16.self)
    for _ in 0..<max(0, count) {
      switch try reader.number(UInt8.self) {
      case UInt8(ascii: "n"): fields.append(.null)
      case UInt8(ascii: "u"): fields.append(.unchanged)
      case UInt8(ascii: "t"): fields.append(.text(try reader.sized()))
      default: throw .malformedMessage
      }
    }
    return fields
  }
}
