/// The `source:` block of a mapping file as text, so that the rest of the file stays letter by letter what its steward wrote.
struct SourceBlock {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The file with other words for `connector` and `url`; a `dialect` stays where the connector is `files`.
  func with(_ words: String) -> String {
    let isFiles = words.hasPrefix("connector: files")
    let indented = words.split(separator: "\n").map { "  " + $0 }
    var isWithin = false
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isWithin, let first = line.first, first != " ", first != "#" { isWithin = false }
      let key = line.drop { $0 == " " }.prefix { $0 != ":" }
      if isWithin, key == "connector" || key == "url" || (key == "dialect" && !isFiles) { continue }
      lines.append(line)
      if line.hasPrefix("source:") {
        isWithin = true
        lines += indented.map { $0[...] }
      }
    }
    return lines.joined(separator: "\n")
  }
}
