package import HubConnectorKit

/// A connector under test, as its own tests describe it: how its source is filled, spoilt and hidden.
///
/// All sources have the columns of `ConformanceRows`, with `id` as the key and `changed` as the cursor. The subject's requests
/// carry a small retry budget, so that what fails fails soon.
package struct ConnectorSubject: Sendable {
  package typealias Making = @Sendable () async throws -> any Connector

  package let kind: ConnectorKind
  /// Fills a source of its own with the rows, in their order, and gives a connector with the right password.
  package let make: @Sendable (_ rows: [[String?]], _ load: SourceLoad) async throws -> PreparedSource

  package var bypasses: [Bypass] = []
  /// A connector that signs in with this password, which is wrong.
  package var wrongPassword: (@Sendable (_ password: String) async throws -> any Connector)?
  /// Nothing listens where this connector goes.
  package var unreachable: Making?
  package var expiredCertificate: Making?
  /// The source takes the connection and never answers: see `SilentPort`.
  package var stalled: Making?
  /// A source of the rows and one more that cannot be read, behind the first `position` of them.
  package var badRow: (@Sendable (_ rows: [[String?]], _ position: Int) async throws -> any Connector)?
  /// A source of at least so many MiB of text, made without holding it in memory.
  package var large: (@Sendable (_ megabytes: Int) async throws -> any Connector)?
  package var encodings: [EncodedSource] = []
  /// Every secret that the connectors above are made with.
  package var secrets: [String] = []
  /// Further text that the connector wrote meanwhile, beside standard output and error: logs, files.
  package var output: (@Sendable () async -> [String])?
  /// A time in seconds since 1970 as the source writes it into `changed`.
  package var instant: @Sendable (Int64) -> String = ConformanceRows.instant

  package init(
    _ type: (some Connector).Type,
    make: @escaping @Sendable (_ rows: [[String?]], _ load: SourceLoad) async throws -> PreparedSource
  ) {
    kind = ConnectorKind(type)
    self.make = make
  }
}

/// A source with rows in it.
package struct PreparedSource: Sendable {
  package var connector: any Connector
  /// Writes further rows; nil where a source never changes, which needs bypasses.
  package var add: (@Sendable (_ rows: [[String?]]) async throws -> Void)?
  /// Deletes the rows of these keys.
  package var remove: (@Sendable (_ keys: [String]) async throws -> Void)?

  package init(
    _ connector: any Connector, add: (@Sendable (_ rows: [[String?]]) async throws -> Void)? = nil,
    remove: (@Sendable (_ keys: [String]) async throws -> Void)? = nil
  ) {
    self.connector = connector
    self.add = add
    self.remove = remove
  }
}

/// A source written in one encoding.
package struct EncodedSource: Sendable {
  package let name: String
  /// False where it holds the characters of GBK alone.
  package let isUnicode: Bool
  package let make: @Sendable (_ rows: [[String?]]) async throws -> any Connector

  package init(
    _ name: String, isUnicode: Bool, make: @escaping @Sendable (_ rows: [[String?]]) async throws -> any Connector
  ) {
    self.name = name
    self.isUnicode = isUnicode
    self.make = make
  }
}
