extension PostgresError {
  /// What may be said of a server that is not ours. Its names are kept where they are short and hold no run of digits: a
  /// server, or what stands between, could put a value of the data there.
  package var foreignDescription: String {
    var words = "PostgreSQL \(SQLState.checked(sqlState)): \(text)"
    if let table = Self.plain(table) { words += ", table \(table)" }
    if let column = Self.plain(column) { words += ", column \(column)" }
    if let constraint = Self.plain(constraint) { words += ", constraint \(constraint)" }
    if let position { words += ", at character \(position) of the statement" }
    return words
  }

  /// At most 120 bytes, without four digits in a row, of whatever script.
  static func plain(_ name: String?) -> String? {
    guard let name, name.utf8.count <= 120 else { return nil }
    var digits = 0
    for character in name {
      digits = character.isNumber ? digits + 1 : 0
      if digits == 4 { return nil }
    }
    return name
  }
}
