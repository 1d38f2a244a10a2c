import FilesConnector
import HubConnectorKit
import HubModel
import Testing

@testable import HubMapping

/// The mapping set of the repository itself.
enum RepositoryMappings {
  static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Mappings"

  static let connectors = [ConnectorKind(FilesConnector.self)]

  static let files = MappingFile.all(in: folder).0.map { (path: $0.path, text: $0.text) }

  static func load() throws -> MappingSet {
    let (set, diagnostics) = MappingSet.load(folder: folder, connectors: connectors)
    for diagnostic in diagnostics { Issue.record("\(diagnostic.rendered(chinese: false))") }
    return try #require(set)
  }

  static func dataset(_ name: String) throws -> DatasetMapping { try #require(try load().dataset(name)) }
}
