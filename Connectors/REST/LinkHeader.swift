/// The target of `rel="next"` in Link headers (RFC 8288).
enum LinkHeader {
  static func next(in headers: [(name: String, value: String)]) -> String? {
    for header in headers where header.name.lowercased() == "link" {
      if let target = next(in: header.value) { return target }
    }
    return nil
  }

  static func next(in value: String) -> String? {
    var rest = Substring(value)
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = rest[rest.index(after: open)..<close]
      let parameters = upToComma(rest[rest.index(after: close)...])
      if isNext(parameters) { return String(target) }
      rest = rest[parameters.endIndex...]
    }
    return nil
  }

  /// Commas within quotes belong to the parameter.
  private static func upToComma(_ text: Substring) -> Substring {
    var isQuoted = false
    return text.prefix { character in
      if character == "\"" { isQuoted.toggle() }
      return isQuoted || character != ","
    }
  }

  private static func isNext(_ parameters: Substring) -> Bool {
    parameters.split(separator: ";").contains { parameter in
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "rel" else { return false }
      let relations = parts[1].filter { $0 != "\"" }.lowercased().split(separator: " ")
      return relations.contains("next")
    }
  }
}
