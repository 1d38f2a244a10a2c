import HubPostgres
import Glibc
import HubModel

/// OpenSSH on loopback that serves files by sftp to the user of the test process, who signs in by key alone: a password
/// would need an account of the system.
package final class SSHServer: Sendable {
  package let port: Int
  package let user: String
  /// None: keys only.
  package let password: String? = nil
  /// OpenSSH text of the key that the server lets in.
  package let privateKey: String
  /// The same key under a passphrase.
  package let lockedKey: String
  package let passphrase = "test-passphrase"
  /// A key that the server does not let in.
  package let strangerKey: String
  /// SHA-256 of the server's own key in base64, as `ssh-keygen -lf` shows it.
  package let hostKey: String
  /// A folder to put files in: `sftp://127.0.0.1:<port><root>/<file>`.
  package let root: String
  private let folder: ServerFolder

  private init(
    _ folder: ServerFolder, port: Int, user: String, privateKey: String, lockedKey: String, strangerKey: String,
    hostKey: String, root: String
  ) {
    self.folder = folder
    self.port = port
    self.user = user
    self.privateKey = privateKey
    self.lockedKey = lockedKey
    self.strangerKey = strangerKey
    self.hostKey = hostKey
    self.root = root
  }

  /// - Throws: `server-missing`, `server-did-not-start`.
  package static func start() async throws -> SSHServer {
    try await Threads.run { try startBlocking() }
  }

  package func stop() { folder.stop() }

  private static func startBlocking() throws -> SSHServer {
    try Program.require("/usr/sbin/sshd", "/usr/bin/ssh-keygen")
    let folder = try ServerFolder()
    do {
      for name in ["host", "client", "stranger"] { try makeKey(name, passphrase: "", in: folder) }
      try folder.write(try folder.text("client.pub"), to: "authorized_keys")
      let privateKey = try folder.text("client")
      try folder.run([
        "/usr/bin/ssh-keygen", "-q", "-p", "-a", "1", "-P", "", "-N", "test-passphrase", "-f", folder.path + "/client",
      ])
      let root = try folder.makeFolder("root")
      let port = try Loopback.freePort()
      let server = try SSHServer(
        folder, port: port, user: userName(), privateKey: privateKey, lockedKey: folder.text("client"),
        strangerKey: folder.text("stranger"), hostKey: fingerprint(in: folder), root: root)
      try launch(in: folder, port: port)
      return server
    } catch {
      folder.stop()
      throw error
    }
  }

  private static func launch(in folder: ServerFolder, port: Int) throws(HubError) {
    // Under root sshd gives up its rights in this folder, which Debian makes only when the service starts.
    if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    let configuration = try folder.write(settings(port: port, in: folder.path), to: "sshd_config")
    let process = try folder.serve(["/usr/sbin/sshd", "-D", "-e", "-f", configuration])
    try folder.waitUntilAnswers(port: port, server: process)
  }

  private static func settings(port: Int, in folder: String) -> String {
    """
    ListenAddress 127.0.0.1
    Port \(port)
    HostKey \(folder)/host
    AuthorizedKeysFile \(folder)/authorized_keys
    PidFile \(folder)/sshd.pid
    StrictModes no
    UsePAM no
    UseDNS no
    PubkeyAuthentication yes
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    PermitRootLogin prohibit-password
    Subsystem sftp internal-sftp
    MaxStartups 100
    LogLevel INFO

    """
  }

  private static func makeKey(_ name: String, passphrase: String, in folder: ServerFolder) throws(HubError) {
    try folder.run(
      ["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-C", "", "-N", passphrase, "-f", "\(folder.path)/\(name)"])
  }

  /// From `256 SHA256:… no comment (ED25519)`, which is the log's last line.
  private static func fingerprint(in folder: ServerFolder) throws(HubError) -> String {
    try folder.run(["/usr/bin/ssh-keygen", "-l", "-E", "sha256", "-f", folder.path + "/host.pub"])
    let last = try folder.text("log").split(separator: "\n").last ?? ""
    guard let word = last.split(separator: " ").first(where: { $0.hasPrefix("SHA256:") }) else {
      throw folder.failure("The host key has no fingerprint.")
    }
    return String(word.dropFirst("SHA256:".count))
  }

  private static func userName() throws(HubError) -> String {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else {
      throw HubError("no-user", "The user of this process has no name.")
    }
    return String(cString: name)
  }
}
