import HubPostgres
import Glibc
import HubModel

/// vsftpd on loopback. Its one user is `anonymous`, who must give the password: so nothing of the system's accounts is
/// touched, and a wrong password is refused.
package final class FTPServer: Sendable {
  package let port: Int
  package let user = "anonymous"
  package let password = "test-word"
  /// A folder to put files in; it is the server's `/`: `ftp://127.0.0.1:<port>/<file>`.
  package let root: String
  /// PEM of the authority to trust; empty without TLS.
  package let authorities: String
  private let folder: ServerFolder

  private init(_ folder: ServerFolder, port: Int, root: String, authorities: String) {
    self.folder = folder
    self.port = port
    self.root = root
    self.authorities = authorities
  }

  /// - Parameter secured: TLS from the first byte on, as `ftps:` means it.
  /// - Throws: `server-missing`, `server-did-not-start`.
  package static func start(secured: Bool) async throws -> FTPServer {
    try await start(certificate: secured ? .valid : .none)
  }

  package static func start(certificate: ServerCertificate) async throws -> FTPServer {
    try await Threads.run { try startBlocking(certificate) }
  }

  package func stop() { folder.stop() }

  private static func startBlocking(_ certificate: ServerCertificate) throws -> FTPServer {
    try Program.require("/usr/sbin/vsftpd")
    let folder = try ServerFolder()
    do {
      let root = try folder.makeFolder("root")
      let empty = try folder.makeFolder("empty")
      let port = try Loopback.freePort()
      try folder.write("test-word\n", to: "words")
      var configuration = settings(port: port, root: root, empty: empty, words: folder.path + "/words")
      let files = try certificate.make(in: folder)
      if files != nil {
        try folder.write(try folder.text("server.pem") + folder.text("server.key"), to: "both.pem")
        configuration.merge(security(folder.path + "/both.pem")) { $1 }
      }
      let text = configuration.map { "\($0.key)=\($0.value)\n" }.sorted().joined()
      let process = try folder.serve(["/usr/sbin/vsftpd", try folder.write(text, to: "vsftpd.conf")])
      try folder.waitUntilAnswers(port: port, server: process)
      return FTPServer(folder, port: port, root: root, authorities: files?.authorities ?? "")
    } catch {
      folder.stop()
      throw error
    }
  }

  private static func settings(port: Int, root: String, empty: String, words: String) -> [String: String] {
    var settings = [
      "listen": "YES", "listen_address": "127.0.0.1", "listen_port": String(port), "background": "NO",
      "anonymous_enable": "YES", "local_enable": "NO", "write_enable": "NO", "no_anon_password": "NO",
      "secure_email_list_enable": "YES", "email_password_file": words,
      "anon_root": root, "anon_world_readable_only": "NO", "secure_chroot_dir": empty,
      "pasv_enable": "YES", "pasv_address": "127.0.0.1", "port_enable": "NO", "connect_from_port_20": "NO",
      "xferlog_enable": "NO", "seccomp_sandbox": "NO", "isolate_network": "NO",
      // The user that Debian's package makes: its home is there, which vsftpd goes to first.
      "ftp_username": "ftp", "nopriv_user": "ftp",
    ]
    if geteuid() != 0 { settings["run_as_launching_user"] = "YES" }
    return settings
  }

  private static func security(_ file: String) -> [String: String] {
    [
      "ssl_enable": "YES", "implicit_ssl": "YES", "allow_anon_ssl": "YES", "force_anon_data_ssl": "YES",
      "force_anon_logins_ssl": "YES", "require_ssl_reuse": "NO", "ssl_ciphers": "HIGH", "rsa_cert_file": file,
    ]
  }
}
