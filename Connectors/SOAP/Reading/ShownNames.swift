/// Names that a server chose, as far as an error may show them.
enum ShownNames {
  private static let atMost = 20
  private static let bytesAtMost = 120

  static func list(_ names: [String]) -> String {
    names.prefix(atMost).map { shown($0) }.joined(separator: ", ") + (names.count > atMost ? ", …" : "")
  }

  /// The name, unless it looks like a value that stands where a name should.
  static func shown(_ name: String) -> String {
    let withheld = "(name withheld)"
    guard !name.isEmpty, name.utf8.count <= bytesAtMost else { return withheld }
    var digits = 0
    for scalar in name.unicodeScalars {
      digits = scalar.properties.numericType == nil ? 0 : digits + 1
      if digits == 4 || scalar.value < 0x20 { return withheld }
    }
    return name
  }
}
