import FilesConnector
import HubConnectorKit
import HubMapping
import HubModel
import PostgreSQLConnector

#if ALL_CONNECTORS
  import ODBCConnector
  import RESTConnector
  import SOAPConnector
#endif

/// The one place that knows concrete connectors.
enum SourceConnectors {
  /// Every connector of this build.
  static let kinds: [ConnectorKind] = types.map(kind)

  private static let types: [any Connector.Type] = {
    let core: [any Connector.Type] = [FilesConnector.self, PostgreSQLConnector.self]
    #if ALL_CONNECTORS
      return core + [RESTConnector.self, SOAPConnector.self, ODBCConnector.self]
    #else
      return core
    #endif
  }()

  private static func kind(_ type: any Connector.Type) -> ConnectorKind { ConnectorKind(type) }

  /// Opens neither the source nor its secret.
  static func make(_ source: SourceConfiguration, hub: HubConfiguration) throws(HubError) -> any Connector {
    guard let type = types.first(where: { $0.name == source.connector }) else { throw unknown(source.connector) }
    let secrets = SecretStore(folder: hub.secrets)
    let keys = type.secretKeys
    return try type.init(source.request(sources: hub.sources, secret: { try secrets.open($0, keys: keys) }))
  }

  static func unknown(_ name: String) -> HubError {
    HubError(
      "connector-unknown", "This build has no connector \(name).",
      remedy: "It has: \(kinds.map(\.name).joined(separator: ", ")).")
  }
}
