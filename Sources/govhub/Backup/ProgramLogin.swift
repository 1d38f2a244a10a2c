import Foundation
import HubModel

/// How PostgreSQL's own programs reach the database. A password goes through the environment, never over a command line, which
/// every user of the machine can read.
struct ProgramLogin: Sendable {
  /// Nil where the PG* variables say everything.
  var uri: String?
  /// `NAME=value`.
  var variables: [String]

  /// Throws `database-uri-needed`.
  init(_ database: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    variables = environment.filter { $0.key.hasPrefix("PG") || $0.key == "HOME" }.map { "\($0.key)=\($0.value)" }.sorted()
    guard let database else { return }
    guard database.hasPrefix("postgres"), database.contains("://"), var parts = URLComponents(string: database) else {
      throw HubError(
        "database-uri-needed", "The setting `database` is no URI.", remedy: "Write it as postgresql://login@host/database.")
    }
    let inQuery = parts.queryItems?.first { $0.name == "password" }?.value
    if let password = parts.password ?? inQuery { variables.append("PGPASSWORD=\(password)") }
    parts.password = nil
    if inQuery != nil { parts.queryItems?.removeAll { $0.name == "password" } }
    uri = parts.string
  }
}
