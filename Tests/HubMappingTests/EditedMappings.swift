import HubModel
import Testing

@testable import HubMapping

/// The repository's set with one edit: what a steward's slip looks like.
enum EditedMappings {
  static func diagnostics(_ path: String, _ edits: [(String, String)]) throws -> [Diagnostic] {
    try load(path, edits).1
  }

  static func load(_ path: String, _ edits: [(String, String)]) throws -> (MappingSet?, [Diagnostic]) {
    var files = RepositoryMappings.files
    let index = try #require(files.firstIndex { $0.path == path })
    for (old, new) in edits {
      try #require(files[index].text.contains(old), "the edit does not apply")
      files[index].text = files[index].text.replacing(old, with: new, maxReplacements: 1)
    }
    return MappingSet.load(files: files, connectors: RepositoryMappings.connectors)
  }

  /// Population with edits, ready to conform.
  static func population(_ edits: (String, String)...) throws -> DatasetMapping {
    let (set, diagnostics) = try load("public-security/population.yaml", edits)
    for diagnostic in diagnostics { Issue.record("\(diagnostic.rendered(chinese: false))") }
    return try #require(set?.dataset("public-security/population"))
  }
}
