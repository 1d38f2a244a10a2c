/// What `govhub connector check` found: reached, signed in, and this is there. Free of data and secrets.
package struct SourceState: Sendable, Equatable {
  /// What answered, for example the server's product and version.
  package var server: String
  /// What a reader should know: files that wait, a certificate near its end, a table without an index on its cursor.
  package var notes: [String]

  package init(server: String, notes: [String] = []) {
    self.server = server
    self.notes = notes
  }
}

/// One table, file, sheet or resource of a source, as `govhub connector discover` lists it.
package struct SourceTable: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package var name: String
    /// In the source's own words; empty where everything is text.
    package var type: String

    package init(name: String, type: String = "") {
      self.name = name
      self.type = type
    }
  }

  package var name: String
  package var columns: [Column]
  /// As the source estimates; nil where it does not.
  package var rows: Int64?

  package init(name: String, columns: [Column], rows: Int64? = nil) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}
