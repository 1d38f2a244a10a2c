import HubConnectorKit
import Testing

@testable import govhub

/// A way of signing in to a department's source.
enum SecretKind: String, CaseIterable, CustomTestStringConvertible {
  case sftpKey = "SFTP with a key under a passphrase"
  case oauth2 = "REST with OAuth 2.0"
  case odbc = "ODBC with a password"
  case postgresql = "PostgreSQL with a password"

  var testDescription: String { rawValue }

  private var connector: String {
    switch self {
    case .sftpKey: "files"
    case .oauth2: "rest"
    case .odbc: "odbc"
    case .postgresql: "postgresql"
    }
  }

  /// Those that this build has.
  static let built = allCases.filter { kind in SourceConnectors.kinds.contains { $0.name == kind.connector } }
}
