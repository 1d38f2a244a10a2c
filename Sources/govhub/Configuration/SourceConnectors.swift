import FilesConnector
import HubConnectorKit
import HubMapping
import HubModel

/// The one place that knows concrete connectors.
enum SourceConnectors {
  static func make(_ source: SourceConfiguration, sources: String) throws -> any Connector {
    switch source.connector {
    case FilesConnector.name: try files(source, sources)
    default:
      throw HubError(
        "connector-unknown", "This build has no connector \(source.connector).", remedy: "It has: \(FilesConnector.name).")
    }
  }
}

extension SourceConnectors {
  private static func files(_ source: SourceConfiguration, _ sources: String) throws -> FilesConnector {
    FilesConnector(
      FilesConfiguration(
        address: source.url(sources: sources), encoding: source.encoding, columns: source.columns,
        dialect: try Dialect(
          delimiter: String(UnicodeScalar(source.delimiter)), nullMarks: source.nullMarks,
          toleratesEmptyTrailingField: source.allowsEmptyTrailingField)))
  }
}
