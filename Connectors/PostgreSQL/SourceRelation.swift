import HubModel
import HubPostgres

/// What is read: a table or view by its name, or a query.
enum SourceRelation: Sendable, Equatable {
  case table(QualifiedName)
  case query(String)

  /// - Throws: `settings-contradict`, `setting-missing`, `table-malformed`, `query-refused`.
  init(table: String?, query: String?) throws(HubError) {
    switch (table, query) {
    case (let table?, nil): self = .table(try QualifiedName(table))
    case (nil, let query?): self = .query(try SelectCheck.checked(query))
    case (nil, nil): throw HubError("setting-missing", "The source names neither a `table` nor a `query`.")
    default:
      throw HubError("settings-contradict", "The source names both a `table` and a `query`.", remedy: "Keep one of them.")
    }
  }

  /// What stands behind FROM. Columns are always written `source."name"`: a bare name in ORDER BY would mean the text form.
  var sql: String {
    switch self {
    case .table(let name): "\(name.sql) AS source"
    case .query(let text): "(\n\(text)\n) AS source"
    }
  }

  /// How errors name it.
  var shown: String { if case .table(let name) = self { name.sql } else { "the query" } }

  var table: QualifiedName? { if case .table(let name) = self { name } else { nil } }
}

/// A schema and a name in it, exactly as the database has them: no letter case is folded.
struct QualifiedName: Sendable, Equatable {
  var schema: String
  var name: String

  /// `schema.name`, or a name in `public`; a part that holds a dot stands in double quotes, a double quote in it twice.
  /// - Throws: `table-malformed`.
  init(_ text: String) throws(HubError) {
    var parts: [String] = []
    var rest = Substring(text)
    repeat {
      guard let part = Self.part(&rest), !part.isEmpty, !part.utf8.contains(0) else { throw Self.malformed }
      parts.append(part)
      guard rest.first == "." else { break }
      rest = rest.dropFirst()
    } while true
    guard rest.isEmpty, let name = parts.last, parts.count <= 2 else { throw Self.malformed }
    self.name = name
    schema = parts.count == 2 ? parts[0] : "public"
  }

  var sql: String { "\(quotedIdentifier(schema)).\(quotedIdentifier(name))" }

  private static func part(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else {
      let part = rest.prefix { $0 != "." && $0 != "\"" }
      rest = rest.dropFirst(part.count)
      return String(part)
    }
    rest = rest.dropFirst()
    var part = ""
    while let character = rest.popFirst() {
      guard character == "\"" else {
        part.append(character)
        continue
      }
      guard rest.first == "\"" else { return part }
      part.append("\"")
      rest = rest.dropFirst()
    }
    return nil
  }

  private static var malformed: HubError {
    HubError(
      "table-malformed", "The table's name is not of the form schema.table.",
      remedy: "Quote a part that holds a dot: \"a.b\".")
  }
}
