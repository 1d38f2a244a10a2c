import HubConnectorKit
import HubModel

/// A header or a parameter whose value is filled in for each request.
struct NamedTemplate: Sendable, Equatable {
  let name: String
  let template: Template
}

extension SourceSettings {
  /// A table of templates, sorted by name so that requests are equal each time.
  func templates(_ name: String, words: Set<String>, secrets: [String] = []) throws(HubError) -> [NamedTemplate] {
    var found: [NamedTemplate] = []
    for (key, text) in (table(name) ?? [:]).sorted(by: { $0.key < $1.key }) {
      found.append(NamedTemplate(name: key, template: try Template(text, words: words, secrets: secrets)))
    }
    return found
  }

  /// - Throws: `option-missing`.
  func needed(_ name: String) throws(HubError) -> String {
    guard let text = text(name), !text.isEmpty else {
      throw HubError("option-missing", "The source's settings have no `\(name)` where it is needed.")
    }
    return text
  }

  func path(_ name: String) throws(HubError) -> FieldPath? {
    guard let text = text(name) else { return nil }
    return try FieldPath(text)
  }
}
