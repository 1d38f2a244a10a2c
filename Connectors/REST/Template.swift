import HubModel

/// A text with places such as `{page}` that are filled in for each request. Other braces are text.
struct Template: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case text(String)
    case place(String)
  }

  let parts: [Part]

  /// - Throws: `template-malformed` for a place that is none of `words` and no `secret.` of `secrets`.
  init(_ text: String, words: Set<String>, secrets: [String] = []) throws(HubError) {
    var parts: [Part] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      let behind = rest[rest.index(after: open)...]
      let name = behind.prefix { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_" || $0 == ".") }
      guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
        parts.append(.text(String(rest[...open])))
        rest = behind
        continue
      }
      guard words.contains(String(name)) || secrets.contains(where: { "secret.\($0)" == name }) else {
        throw HubError(
          "template-malformed", "`{\(name)}` is no place that can be filled in here.",
          remedy: "Known are: \(words.sorted().joined(separator: ", ")).")
      }
      parts.append(.text(String(rest[..<open])))
      parts.append(.place(String(name)))
      rest = rest[rest.index(after: name.endIndex)...]
    }
    parts.append(.text(String(rest)))
    self.parts = parts.filter { $0 != .text("") }
  }

  /// Nil where a place has no value: a parameter is then left out.
  func filled(_ values: [String: String], escape: (String) -> String = { $0 }) -> String? {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .place(let name):
        guard let value = values[name] else { return nil }
        result += escape(value)
      }
    }
    return result
  }

  var places: Set<String> {
    Set(parts.compactMap { if case .place(let name) = $0 { name } else { nil } })
  }
}
