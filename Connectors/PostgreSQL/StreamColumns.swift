import HubPostgres

/// Which value of a change goes to which column asked for. Made anew when the server describes the table anew.
struct StreamColumns: Sendable {
  /// By column asked for: its place in the server's rows; nil where they do not have it.
  private let places: [Int?]
  private let forms: [TextForm]

  init(_ relation: PgOutput.Relation, columns: [String], forms: [TextForm]) {
    places = columns.map { name in relation.columns.firstIndex { $0.name.utf8.elementsEqual(name.utf8) } }
    self.forms = forms
  }

  /// Whether the server sends all of these, given by their places among the columns asked for.
  func has(_ wanted: [Int]) -> Bool { wanted.allSatisfy { places[$0] != nil } }

  /// The columns asked for. What the server does not send, generated columns for one, counts as unchanged: it is looked up.
  func fields(_ row: [PgOutput.Field]) -> [PgOutput.Field] {
    places.indices.map { index -> PgOutput.Field in
      guard let place = places[index], place < row.count else { return .unchanged }
      guard case .text(let text) = row[place] else { return row[place] }
      return .text(forms[index].cast(text))
    }
  }
}
