package import HubConnectorKit
package import HubModel
import HubYAML

/// Everything the data stewards wrote, read and found free of faults.
package struct MappingSet: Sendable {
  package let model: Model
  package let authority: Authority
  /// Canonical lists and departments' lists that map to them, by name.
  package let codes: [String: CodeList]
  /// Sorted by name.
  package let datasets: [DatasetMapping]
  /// What was read, sorted by path: the input of the set's digest and the published form.
  package let files: [(path: String, text: String)]

  package func dataset(_ name: String) -> DatasetMapping? { datasets.first { $0.schema.name == name } }

  /// Reads a set. All faults of all files come back at once, sorted; with an error among them there is no set.
  /// - Parameters:
  ///   - files: paths relative to the set's folder, with `/`.
  ///   - connectors: what `source:` may name.
  package static func load(
    files: [(path: String, text: String)], connectors: [ConnectorKind]
  ) -> (MappingSet?, [Diagnostic]) {
    var loader = MappingLoader(files: files.map { MappingFile(path: $0.path, text: $0.text) }, connectors: connectors)
    return loader.load()
  }
}

/// One file of a set.
struct MappingFile: Sendable, Equatable {
  var path: String
  var text: String
}

extension MappingFile {
  enum Kind { case model, authority, codes, dataset, test, stray }

  var kind: Kind {
    if path == "model.yaml" { return .model }
    if path == "authority.yaml" { return .authority }
    guard path.hasSuffix(".yaml") else { return .stray }
    if path.hasPrefix("codes/") { return .codes }
    guard path.contains("/") else { return .stray }
    return path.hasSuffix("_test.yaml") ? .test : .dataset
  }

  /// `department/dataset`, as the path says it; for a test the dataset it tests.
  var datasetName: String {
    String(path.dropLast(kind == .test ? "_test.yaml".count : ".yaml".count))
  }
}
