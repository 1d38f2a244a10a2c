package import HubModel

/// What a reference `secret://…` stands for: a few named texts. Never printed, whatever prints it.
package struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
  private let parts: [String: String]

  package init(_ parts: [String: String]) { self.parts = parts }

  package subscript(_ key: String) -> String? { parts[key] }

  /// - Throws: `secret-incomplete`.
  package func required(_ key: String) throws(HubError) -> String {
    guard let text = parts[key], !text.isEmpty else {
      throw HubError("secret-incomplete", "The secret that `connection:` names has no `\(key)`.")
    }
    return text
  }

  package var keys: [String] { parts.keys.sorted() }
  package var description: String { "secret" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
