/// One right that somebody has in the database, in the words of its catalogue.
package struct DatabaseRight: Hashable, Sendable, Comparable {
  /// A role, or `PUBLIC`.
  package var holder: String
  package var privilege: String
  /// `database`, `schema hub`, `control.run`, `function audit.f`, `later tables of hub`.
  package var object: String
  package var column: String?
  /// WITH GRANT OPTION.
  package var canPassOn = false

  /// For people: `landing.x (subject)`.
  package var place: String { object + (column.map { " (\($0))" } ?? "") }

  package static func < (left: DatabaseRight, right: DatabaseRight) -> Bool {
    (left.object, left.column ?? "", left.holder, left.privilege)
      < (right.object, right.column ?? "", right.holder, right.privilege)
  }
}

extension DatabaseGrant {
  /// What the grant comes to in a database with these tables: columns by `schema.table`.
  func rights(in tables: [String: [String]]) -> [DatabaseRight] {
    places(in: tables).flatMap { place in
      roles.flatMap { role in
        privileges.map {
          DatabaseRight(holder: role.rawValue, privilege: $0.rawValue, object: place.object, column: place.column)
        }
      }
    }
  }

  private struct Place {
    var object: String
    var column: String?
  }

  private func places(in tables: [String: [String]]) -> [Place] {
    switch target {
    case .database: return [Place(object: "database")]
    case .schema(let schema): return [Place(object: "schema \(schema)")]
    case .table(let table): return [Place(object: table)]
    case .columns(let columns, let table): return columns.map { Place(object: table, column: $0) }
    case .tables(let schema):
      let present = tables.keys.filter { $0.hasPrefix(schema + ".") }
      return [Place(object: "later tables of \(schema)")] + present.map { Place(object: $0) }
    case .function(let name): return [Place(object: "function \(name)")]
    case .cells:
      return tables.filter { $0.key.hasPrefix("landing.") }.flatMap { table, columns in
        columns.filter(Self.isCellColumn).map { Place(object: table, column: $0) }
      }
    }
  }
}
