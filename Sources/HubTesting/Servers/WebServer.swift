import HubPostgres
import HubModel

/// nginx on loopback that serves the files of a folder, with ranges.
package final class WebServer: Sendable {
  package let port: Int
  /// A folder to put files in: `http(s)://127.0.0.1:<port>/<file>`. `/<file>?<query>` is the file of that whole name where
  /// it is there, else `<file>`; `/secured/<file>` asks for user and password; `/slow/<file>` comes with 64 KiB a second;
  /// `/busy` answers 429.
  package let root: String
  package let user = "hub"
  package let password = "test-word"
  /// PEM of the authority to trust; empty without TLS.
  package let authorities: String
  /// `http://127.0.0.1:<port>` or `https://…`.
  package let address: String
  private let folder: ServerFolder

  private init(_ folder: ServerFolder, port: Int, root: String, authorities: String) {
    self.folder = folder
    self.port = port
    self.root = root
    self.authorities = authorities
    address = "\(authorities.isEmpty ? "http" : "https")://127.0.0.1:\(port)"
  }

  /// - Throws: `server-missing`, `server-did-not-start`.
  package static func start(certificate: ServerCertificate) async throws -> WebServer {
    try await Threads.run { try startBlocking(certificate) }
  }

  package func stop() { folder.stop() }

  private static func startBlocking(_ certificate: ServerCertificate) throws -> WebServer {
    try Program.require("/usr/sbin/nginx")
    let folder = try ServerFolder()
    do {
      let root = try folder.makeFolder("root")
      let port = try Loopback.freePort()
      let files = try certificate.make(in: folder)
      try folder.write("hub:{PLAIN}test-word\n", to: "users")
      let text = settings(port: port, in: folder.path, tls: files)
      let configuration = try folder.write(text, to: "nginx.conf")
      let process = try folder.serve(["/usr/sbin/nginx", "-e", "stderr", "-p", folder.path, "-c", configuration])
      try folder.waitUntilAnswers(port: port, server: process)
      return WebServer(folder, port: port, root: root, authorities: files?.authorities ?? "")
    } catch {
      folder.stop()
      throw error
    }
  }

  private static func settings(port: Int, in folder: String, tls: ServerCertificate.Files?) -> String {
    let kinds = ["body": "client_body", "proxy": "proxy", "fastcgi": "fastcgi", "uwsgi": "uwsgi", "scgi": "scgi"]
    let spools = kinds.map { "  \($0.value)_temp_path \(folder)/spool_\($0.key);\n" }.sorted().joined()
    let secured = tls.map { "    ssl_certificate \($0.certificate);\n    ssl_certificate_key \($0.key);\n" } ?? ""
    return """
      daemon off;
      master_process off;
      pid \(folder)/nginx.pid;
      error_log stderr warn;
      events { worker_connections 256; }
      http {
        access_log off;
        default_type application/octet-stream;
        types { text/csv csv; application/json json; text/xml xml wsdl; }
      \(spools)
        server {
          listen 127.0.0.1:\(port)\(tls == nil ? "" : " ssl");
      \(secured)
          root \(folder)/root;
          location / { try_files "$uri?$args" $uri =404; }
          location = /busy { add_header Retry-After 1 always; return 429; }
          location /secured/ { auth_basic "hub"; auth_basic_user_file \(folder)/users; alias \(folder)/root/; }
          location /slow/ { limit_rate 64k; alias \(folder)/root/; }
        }
      }

      """
  }
}
