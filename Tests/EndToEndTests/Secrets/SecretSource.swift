import Foundation
import HubTesting

/// The taxpayers of the sample behind a sign-in, with secrets that let in and others that do not: none may be told anywhere.
struct SecretSource: Sendable {
  static let dataset = "tax/taxpayers"
  static let reference = "connection: secret://tax/canary"

  /// The mapping's `source:`, beside `load`.
  var words: String
  var right: [String: String]
  var wrong: [[String: String]]
  /// What nobody may read, of all of them.
  var canaries: [String]
  var stop: @Sendable () async -> Void

  static func open(_ kind: SecretKind, _ hub: Deployment) async throws -> SecretSource {
    let rows = try TaxpayerRows(hub)
    switch kind {
    case .sftpKey: return try await sftp(rows)
    case .oauth2: return try oauth2(rows)
    case .odbc:
      let driver = "dialect: postgresql\ndriver: \"PostgreSQL Unicode\""
      return try await database(rows) { "connector: odbc\n\(driver)\nserver: \"\($0)\"" }
    case .postgresql: return try await database(rows) { "connector: postgresql\nhost: \"\($0)\"" }
    }
  }

  private static func sftp(_ rows: TaxpayerRows) async throws -> SecretSource {
    let server = try await SSHServer.start()
    try rows.text.write(toFile: server.root + "/taxpayers.csv", atomically: true, encoding: .utf8)
    let wrongs = ["canary-wrong-passphrase-2b70", "canary-wrong-password-91ce"]
    let common = ["user": server.user, "host_key": server.hostKey]
    let locked = common.merging(["private_key": server.lockedKey]) { $1 }
    let key = server.lockedKey.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-----") }
    return SecretSource(
      words: """
        connector: files
        url: "sftp://127.0.0.1:\(server.port)\(server.root)/taxpayers.csv"
        \(reference)
        ready_when: {stable_for: 0s}
        """,
      right: locked.merging(["passphrase": server.passphrase]) { $1 },
      wrong: [
        locked.merging(["passphrase": wrongs[0]]) { $1 }, common.merging(["password": wrongs[1]]) { $1 },
        common.merging(["private_key": server.strangerKey]) { $1 },
      ],
      // Its last line may be short.
      canaries: [server.passphrase] + wrongs + key.dropLast(), stop: { server.stop() })
  }

  /// - Parameter connector: the connector's own words for a database of this host.
  private static func database(_ rows: TaxpayerRows, _ connector: (String) -> String) async throws -> SecretSource {
    let server = try await PostgreSQLServer.start()
    try await server.run(rows.statements(table: "taxpayers"))
    let wrong = "canary-wrong-password-c40e"
    return SecretSource(
      words: """
        \(connector("127.0.0.1"))
        port: \(server.port)
        database: \(server.database)
        table: public.taxpayers
        tls: {mode: disable}
        \(reference)
        """,
      right: ["user": server.user, "password": server.password], wrong: [["user": server.user, "password": wrong]],
      canaries: [server.password, wrong], stop: { await server.stop() })
  }
}
