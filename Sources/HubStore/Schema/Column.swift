package import HubModel

/// One column of a table of ours.
package struct Column: Sendable, Equatable {
  package var name: String
  package var type: String
  package var isRequired: Bool

  package init(_ name: String, _ type: String, required: Bool = false) {
    self.name = name
    self.type = type
    self.isRequired = required
  }

  var declaration: String { "\(quoted(name)) \(type)\(isRequired ? " NOT NULL" : "")" }
}

/// A name as SQL writes it.
package func quoted(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

extension Attribute {
  /// What is compared between sources and with a question: the fingerprint of a sealed value, the folded spelling of a name.
  package var comparedColumn: String {
    if level.isSealed { return name + "_fp" }
    return type == .organisationName ? name + "_fold" : name
  }

  /// The columns of the attribute in `hub`: level 1–2 typed values, of level 3–4 only the fingerprint.
  package var hubColumns: [Column] {
    if level.isSealed { return [Column(name + "_fp", "bytea")] }
    if type == .organisationName { return [Column(name, "text"), Column(name + "_fold", "text")] }
    return [Column(name, type.sqlType)]
  }

  /// The columns in `landing`, the only place of ciphertext.
  package var landingColumns: [Column] {
    level.isSealed ? [Column(name + "_fp", "bytea"), Column(name + "_ct", "bytea")] : hubColumns
  }
}
