import HubConnectorKit
import HubModel
import HubXML

/// One column of a record.
struct RecordField: Sendable {
  private static let nilMark = "/@*[local-name()='nil' and namespace-uri()='http://www.w3.org/2001/XMLSchema-instance']"

  let column: String
  let path: String
  /// Where the element says that it has no value (XML Schema part 1, section 2.6.2); nil for a path to something else.
  private let nilPath: String?

  /// - Throws: `option-malformed`.
  static func all(_ columns: [String], _ settings: SourceSettings) throws(HubError) -> [RecordField] {
    let paths = settings.table("paths") ?? [:]
    var fields: [RecordField] = []
    for column in columns { fields.append(try RecordField(column, path: paths[column])) }
    return fields
  }

  /// - Parameter path: nil for the child element that is called as the column is, in whatever namespace.
  init(_ column: String, path: String?) throws(HubError) {
    self.column = column
    if let path {
      self.path = path
      nilPath = path.contains { "()@|".contains($0) } ? nil : path + Self.nilMark
    } else {
      let name = try Self.quoted(column)
      self.path = "*[local-name()=\(name)]"
      nilPath = self.path + Self.nilMark
    }
  }

  /// The first text found; nil where there is none, or its element is marked as without value.
  func text(in record: XMLElement) throws(HubError) -> String? {
    guard let text = try record.text(path) else { return nil }
    guard text.isEmpty, let nilPath, let mark = try record.text(nilPath) else { return text }
    return mark == "true" || mark == "1" ? nil : text
  }

  /// XPath 1.0 has no escapes: a text holds one kind of quote or the other.
  private static func quoted(_ name: String) throws(HubError) -> String {
    if !name.contains("'") { return "'\(name)'" }
    if !name.contains("\"") { return "\"\(name)\"" }
    throw HubError("option-malformed", "The column \(name) holds both kinds of quotes.", remedy: "Give its XPath in `paths`.")
  }
}
