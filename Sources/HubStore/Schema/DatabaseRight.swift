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

  /// For people: `govhub_verify SELECT landing.x (subject)`.
  package var place: String { object + (column.map { " (\($0))" } ?? "") }

  package static func < (left: DatabaseRight, right: DatabaseRight) -> Bool {
    (left.object, left.column ?? "", left.holder, left.privilege)
      < (right.object, right.column ?? "", right.holder, right.privilege)
  }
}

extension DatabaseGrant {
  /// What the grant comes to in a database with these tables: columns by `schema.table`.
  func rights(in tables: [String: [String]]) -> [DatabaseRight] {
    objects(in: tables).flatMap { object, column in
      roles.flatMap { role in
        privileges.map { DatabaseRight(holder: role.rawValue, privilege: $0.rawValue, object: object, column: column) }
      }
    }
  }

  private func objects(in tables: [String: [String]]) -> [(object: String, column: String?)] {
    switch target {
    case .database: [("database", nil)]
    case .schema(let schema): [("schema \(schema)", nil)]
    case .table(let table): [(table, nil)]
    case .columns(let columns, let table): columns.map { (table, $0) }
    case .tables(let schema):
      [("later tables of \(schema)", nil)] + tables.keys.filter { $0.hasPrefix(schema + ".") }.map { ($0, nil) }
    case .cells:
      tables.filter { $0.key.hasPrefix("landing.") }.flatMap { table, columns in
        columns.filter(Self.isCellColumn).map { (table, $0) }
      }
    }
  }
}
