/// One import of a Swift file.
struct SwiftImport {
  /// The module whose target the file belongs to.
  var target: String
  var file: String
  var line: Int
  var module: String
  /// What is written before the access level, such as an SPI.
  var attributes: [Substring]

  var place: String { "\(file):\(line)" }

  static func all() throws -> [SwiftImport] {
    try RepositoryTree.swiftFiles.flatMap { file -> [SwiftImport] in
      guard let target = target(of: file) else { return [] }
      let lines = try RepositoryTree.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().compactMap { index, text in
        SwiftImport(text, target: target, file: file, line: index + 1)
      }
    }
  }

  private static let access: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]

  init?(_ text: Substring, target: String, file: String, line: Int) {
    let words = text.split(separator: " ")
    guard let place = words.firstIndex(of: "import") else { return nil }
    let before = words[..<place]
    guard before.allSatisfy({ $0.hasPrefix("@") || Self.access.contains($0) }) else { return nil }
    guard let name = words[words.index(after: place)...].first(where: { !Self.kinds.contains($0) }) else { return nil }
    self.target = target
    self.file = file
    self.line = line
    module = String(name.prefix { $0 != "." && $0 != ";" })
    attributes = Array(before.filter { $0.hasPrefix("@") })
  }

  /// `Sources/HubModel/…` → `HubModel`; `Connectors/Files/…` → `FilesConnector`; `Tests/HubModelTests/…` → `HubModelTests`.
  private static func target(of file: String) -> String? {
    let parts = file.split(separator: "/")
    guard parts.count > 2 else { return nil }
    switch parts[0] {
    case "Sources", "Tests", "Benchmarks": return String(parts[1])
    case "Connectors": return "\(parts[1])Connector"
    default: return nil
    }
  }
}
