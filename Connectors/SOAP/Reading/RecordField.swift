import HubConnectorKit
import HubModel
import HubXML

/// One column of a record.
struct RecordField: Sendable {
  private static let nilMark = "/@*[local-name()='nil' and namespace-uri()='http://www.w3.org/2001/XMLSchema-instance']"

  enum Value: Equatable {
    case missing
    /// More than one text: it would be left to luck which one counts.
    case doubled
    /// Nil where the element says that it has no value.
    case text(String?)
  }

  let column: String
  let path: String
  /// Where the element says that it has no value (XML Schema part 1, section 2.6.2); nil for a path to something else.
  private let nilPath: String?
  private let choosesOne: Bool

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
      choosesOne = Self.choosesOne(path)
      nilPath = path.contains { "()@|".contains($0) } ? nil : path + Self.nilMark
    } else {
      let name = try Self.quoted(column)
      choosesOne = false
      self.path = "*[local-name()=\(name)]"
      nilPath = self.path + Self.nilMark
    }
  }

  /// The one text found; without value where its element is marked so.
  func value(in record: XMLElement) throws(HubError) -> Value {
    let texts = try record.texts(path)
    guard let text = texts.first else { return .missing }
    guard texts.count == 1 || choosesOne else { return .doubled }
    guard text.isEmpty, let nilPath, let mark = try record.text(nilPath) else { return .text(text) }
    return mark == "true" || mark == "1" ? .text(nil) : .text(text)
  }

  /// True for a path that says itself which of several it means: `tel[1]`, `(.//tel)[last()]`.
  private static func choosesOne(_ path: String) -> Bool {
    path.split(separator: "[").dropFirst().contains { part in
      let index = part.prefix { $0 != "]" }.filter { $0 != " " }
      return index == "last()" || (!index.isEmpty && index.utf8.allSatisfy { (0x30...0x39).contains($0) })
    }
  }

  /// XPath 1.0 has no escapes: a text holds one kind of quote or the other.
  private static func quoted(_ name: String) throws(HubError) -> String {
    if !name.contains("'") { return "'\(name)'" }
    if !name.contains("\"") { return "\"\(name)\"" }
    throw HubError("option-malformed", "The column \(name) holds both kinds of quotes.", remedy: "Give its XPath in `paths`.")
  }
}
