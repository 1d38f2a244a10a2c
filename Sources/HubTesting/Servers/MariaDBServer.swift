import HubPostgres
import Glibc
import HubModel

/// MariaDB in a folder of its own, on loopback and a socket, with one user who may do everything in it.
package final class MariaDBServer: Sendable {
  package let socket: String
  package let port: Int
  package let user = "hub"
  package let password: String
  /// An empty database, UTF-8.
  package let database = "source"
  /// PEM of the authority to trust; empty without TLS.
  package let authorities: String
  private let folder: ServerFolder

  private init(_ folder: ServerFolder, socket: String, port: Int, password: String, authorities: String) {
    self.folder = folder
    self.socket = socket
    self.port = port
    self.password = password
    self.authorities = authorities
  }

  /// - Throws: `server-missing`, `server-did-not-start`.
  package static func start(certificate: ServerCertificate = .none) async throws -> MariaDBServer {
    try await Threads.run { try startBlocking(certificate) }
  }

  package func stop() { folder.stop() }

  /// Runs statements as the server's user in its database.
  package func run(_ sql: String) async throws {
    try await Threads.run { [folder] in
      let name = "sql-\(UInt64.random(in: .min ... .max))"
      let file = try folder.write(sql, to: name)
      defer { unlink(file) }
      try folder.run(Self.client(folder, "hub.cnf") + ["--database=source"], input: file)
    }
  }

  private static func client(_ folder: ServerFolder, _ options: String) -> [String] {
    ["/usr/bin/mariadb", "--defaults-file=\(folder.path)/\(options)", "--default-character-set=utf8mb4"]
  }

  private static func startBlocking(_ certificate: ServerCertificate) throws -> MariaDBServer {
    try Program.require("/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db", "/usr/bin/mariadb")
    let folder = try ServerFolder()
    do {
      let files = try certificate.make(in: folder)
      let server = MariaDBServer(
        folder, socket: folder.path + "/socket", port: try Loopback.freePort(),
        password: "test-\(UInt64.random(in: .min ... .max))", authorities: files?.authorities ?? "")
      try install(in: folder)
      let process = try folder.serve(server.command(files))
      try folder.waitUntilAnswers(port: server.port, server: process)
      try server.makeUser()
      return server
    } catch {
      folder.stop()
      throw error
    }
  }

  private static func install(in folder: ServerFolder) throws(HubError) {
    try folder.run(
      ["/usr/bin/mariadb-install-db", "--no-defaults", "--datadir=\(folder.path)/data"] + asRoot
        + ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"])
  }

  /// The server runs as root only where it is told so.
  private static var asRoot: [String] { geteuid() == 0 ? ["--user=root"] : [] }

  private func command(_ tls: ServerCertificate.Files?) -> [String] {
    var command: [String] = ["/usr/sbin/mariadbd", "--no-defaults"]
    command += Self.asRoot
    command += [
      "--datadir=\(folder.path)/data", "--socket=\(socket)", "--port=\(port)", "--bind-address=127.0.0.1",
      "--pid-file=\(folder.path)/mariadbd.pid", "--tmpdir=\(folder.path)", "--skip-name-resolve",
      "--character-set-server=utf8mb4", "--default-time-zone=+00:00", "--max-allowed-packet=64M",
      "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=0", "--performance-schema=off",
    ]
    if let tls { command += ["--ssl-ca=\(tls.authorities)", "--ssl-cert=\(tls.certificate)", "--ssl-key=\(tls.key)"] }
    return command
  }

  /// The first user, who has no password, goes.
  private func makeUser() throws(HubError) {
    try folder.write("[client]\nuser=root\nsocket=\(socket)\n", to: "root.cnf")
    try folder.write("[client]\nuser=\(user)\npassword=\(password)\nsocket=\(socket)\n", to: "hub.cnf")
    let grants = ["localhost", "127.0.0.1"].map {
      "GRANT ALL ON *.* TO '\(user)'@'\($0)' IDENTIFIED BY '\(password)' WITH GRANT OPTION;\n"
    }
    let statements =
      "CREATE DATABASE \(database) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n" + grants.joined()
      + "DELETE FROM mysql.global_priv WHERE User = 'root';\nFLUSH PRIVILEGES;\n"
    let file = try folder.write(statements, to: "first.sql")
    defer { unlink(file) }
    try folder.run(Self.client(folder, "root.cnf"), input: file)
  }
}
