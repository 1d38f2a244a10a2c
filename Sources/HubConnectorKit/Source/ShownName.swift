/// Names that a source chose, as far as an error or a list may show them: what stands where a name should may be a value.
package enum ShownName {
  private static let bytesAtMost = 120

  /// The name; nil where it is empty, too long for one, or holds four digits in a row or a control character.
  package static func of(_ name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= bytesAtMost else { return nil }
    var digits = 0
    for scalar in name.unicodeScalars {
      digits = scalar.properties.numericType == nil ? 0 : digits + 1
      if digits == 4 || scalar.value < 0x20 { return nil }
    }
    return name
  }

  /// At most twenty of them; the others by their place.
  package static func list(_ names: [String]) -> String {
    names.prefix(20).enumerated().map { of($0.element) ?? "(name \($0.offset + 1))" }.joined(separator: ", ")
      + (names.count > 20 ? ", …" : "")
  }
}
