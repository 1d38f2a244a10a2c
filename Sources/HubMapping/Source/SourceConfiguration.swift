package import HubConnectorKit

/// What a connector is told, apart from where the deployment keeps its folders and secrets.
package struct SourceConfiguration: Sendable, Equatable {
  /// The connector's name, for example `files`.
  package var connector: String
  /// `secret://department/name`; nil where the source needs no sign-in.
  package var connection: String?
  /// What the connector's own options say.
  package var settings: SourceSettings
  package var load: SourceLoad
  /// Seconds after which an incremental dataset is read whole again, which finds deletions; nil reads it whole on demand only.
  package var reconcileEvery: Int?
  package var retry: RetryBudget
  /// The columns wanted, by exact name, in the order in which the plan takes them.
  package var columns: [String]
  /// The columns of the row key.
  package var keyColumns: [String]
}

extension SourceConfiguration {
  /// What the connector is made from.
  package func request(
    sources: String, secret: (@Sendable (String) async throws -> Secret)? = nil
  ) -> SourceRequest {
    var request = SourceRequest(
      settings: settings, columns: columns, keyColumns: keyColumns, load: load, sources: sources, retry: retry)
    if let connection, let secret { request.secret = { try await secret(connection) } }
    return request
  }
}
