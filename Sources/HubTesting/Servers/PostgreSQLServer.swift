import Glibc
import HubModel
import HubPostgres

/// PostgreSQL over TCP on loopback, as a department has it: with passwords, and with TLS where there is a certificate.
/// `TestCluster` is the one for the hub's own tables.
package final class PostgreSQLServer: Sendable {
  package let port: Int
  package let user = "hub"
  package let password: String
  /// An empty database, UTF-8, that belongs to the user.
  package let database = "source"
  /// PEM of the authority to trust; empty without TLS.
  package let authorities: String
  private let folder: ServerFolder
  private let cluster: PrivateCluster

  private init(_ folder: ServerFolder, _ cluster: PrivateCluster, port: Int, password: String, authorities: String) {
    self.folder = folder
    self.cluster = cluster
    self.port = port
    self.password = password
    self.authorities = authorities
  }

  /// - Parameter settings: further ones of the server, for example `wal_level`.
  /// - Throws: `server-did-not-start`, `postgresql-missing`.
  package static func start(
    certificate: ServerCertificate = .none, settings: [String: String] = [:]
  ) async throws -> PostgreSQLServer {
    let folder = try await Threads.run { try ServerFolder() }
    do {
      let port = try Loopback.freePort()
      let (files, words) = try await Threads.run { try configuration(certificate, port: port, in: folder) }
      let cluster = try await ThrowawayCluster.start(settings: words.merging(settings) { $1 }).cluster
      let server = PostgreSQLServer(
        folder, cluster, port: port, password: "test-\(UInt64.random(in: .min ... .max))",
        authorities: files?.authorities ?? "")
      try await server.makeUser()
      return server
    } catch {
      folder.stop()
      throw error
    }
  }

  package func stop() async {
    try? await cluster.stop()
    folder.stop()
  }

  /// Runs statements as the superuser in the database, through the server's socket.
  package func run(_ sql: String) async throws { try await run(sql, in: database) }

  private func run(_ sql: String, in database: String) async throws {
    let command = [
      cluster.programFolder + "/psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", cluster.socketFolder, "-p", String(port),
      "-U", "postgres", "-d", database,
    ]
    try await Threads.run { [folder] in
      let file = try folder.write(sql, to: "sql-\(UInt64.random(in: .min ... .max))")
      defer { unlink(file) }
      try folder.run(command, input: file)
    }
  }

  private func makeUser() async throws {
    try await run("CREATE ROLE \(user) LOGIN REPLICATION PASSWORD '\(password)';\n", in: "postgres")
    try await run("CREATE DATABASE \(database) OWNER \(user) ENCODING 'UTF8' TEMPLATE template0;\n", in: "postgres")
    try await run("GRANT ALL ON SCHEMA public TO \(user);\nALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO \(user);\n")
  }

  private static func configuration(
    _ certificate: ServerCertificate, port: Int, in folder: ServerFolder
  ) throws(HubError) -> (ServerCertificate.Files?, [String: String]) {
    let files = try certificate.make(in: folder)
    let kind = files == nil ? "host" : "hostssl"
    let line = "127.0.0.1/32 scram-sha-256\n"
    let rules = "local all all trust\n\(kind) all all \(line)\(kind) replication all \(line)"
    var words = ["listen_addresses": "127.0.0.1", "port": String(port), "password_encryption": "scram-sha-256"]
    words["hba_file"] = try folder.write(rules, to: "pg_hba.conf")
    lend(folder.path + "/pg_hba.conf")
    if let files {
      words.merge(["ssl": "on", "ssl_cert_file": files.certificate, "ssl_key_file": files.key]) { $1 }
      lend(files.certificate)
      lend(files.key)
    }
    return (files, words)
  }

  /// Under root the server runs as another user, who must read the file.
  private static func lend(_ path: String) {
    guard geteuid() == 0, let entry = getpwnam("postgres")?.pointee else { return }
    chown(path, entry.pw_uid, entry.pw_gid)
    chmod(path, 0o600)
  }
}
