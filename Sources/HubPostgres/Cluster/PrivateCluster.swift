internal import CLibPQ
internal import Glibc
package import HubModel

/// A PostgreSQL cluster of our own in a folder: reached through a Unix socket by its owner (and root) only, durable,
/// run by an unprivileged user when we are root. It survives a `kill -9` of this process and of the server: the next
/// `start()` joins the running server or recovers.
package final class PrivateCluster: Sendable {
  private let programs: String
  let user: ServerUser
  private let place: ClusterPlace
  private let settings: [String: String]

  /// `settings` override those of `ClusterSettings`, for example `["fsync": "off"]` for throw-away tests.
  /// Throws `postgresql-missing`, `no-unprivileged-user`, `folder-not-usable`.
  package init(folder: String, settings: [String: String] = [:]) throws(HubError) {
    programs = try ServerPrograms.folder()
    user = try ServerUser.current()
    place = try ClusterPlace.prepare(in: folder, for: user)
    self.settings = settings
  }

  /// The folder that holds data, log and perhaps the socket.
  package var home: String { place.home }
  package var dataFolder: String { place.data }
  package var socketFolder: String { place.socketFolder }
  /// Where the server's programs lie, `psql` and `pgbench` among them.
  package var programFolder: String { programs }
  /// The server's process, nil while it does not run.
  package var processID: Int32? { ServerProcess.running(on: place.data)?.id }

  /// libpq URI of a database; `postgres` is the cluster's first role and its superuser.
  package func uri(database: String = "postgres", role: String = "postgres") -> String {
    let host = Self.percentEncoded(place.socketFolder)
    return "postgresql://\(Self.percentEncoded(role))@/\(Self.percentEncoded(database))?host=\(host)&port=5432"
  }

  /// Ready for connections when it returns. Makes the cluster the first time. Throws `database-did-not-start`.
  package func start() async throws {
    try await Threads.run { try self.startBlocking() }
  }

  /// Ends sessions, writes everything out. Nothing to do for a cluster that does not run.
  package func stop() async throws {
    try await Threads.run { try self.stopBlocking(mode: "fast") }
  }

  // MARK: Starting

  func startBlocking() throws {
    if !Files.exists(place.data + "/PG_VERSION") { try initialise() }
    // A server found running can turn out to be one that is just dying.
    for _ in 0..<3 {
      try settleWithPredecessor()
      if ServerProcess.running(on: place.data) == nil { return try launch() }
      if try joinRunning() { return }
    }
    throw failure("It ended while starting.")
  }

  private func launch() throws {
    let text = ClusterSettings.text(socketFolder: place.socketFolder, extra: settings)
    guard Files.write(text, to: place.data + "/govhub.conf", owner: user.isLent ? user.pair : nil) else {
      throw failure("Its configuration could not be written.")
    }
    try run("pg_ctl", ["start", "-D", place.data, "-l", place.log, "-w", "-t", "120", "-s"])
  }

  /// Into a folder beside and renamed, so that a start killed half way leaves no half cluster.
  private func initialise() throws {
    let draft = place.home + "/draft"
    _ = ChildProcess.run(user.command(["/usr/bin/rm", "-rf", draft, place.data]))
    try run(
      "initdb",
      [
        "-D", draft, "-U", "postgres", "--encoding=UTF8", "--locale=C", "--auth-local=trust", "--auth-host=reject",
        "--data-checksums", "--no-instructions",
      ])
    let main = draft + "/postgresql.conf"
    guard let text = Files.text(main),
      Files.write(text + "\ninclude 'govhub.conf'\n", to: main, owner: user.isLent ? user.pair : nil),
      rename(draft, place.data) == 0
    else { throw failure("Its folder could not be finished.") }
  }

  /// A server that is stopping is waited for; what a killed one left behind is removed.
  private func settleWithPredecessor() throws {
    for _ in 0..<600 {
      guard let server = ServerProcess.running(on: place.data) else { return try removeRemains() }
      if server.state != "stopping" { return }
      usleep(50_000)
    }
    throw failure("The server before it does not end.")
  }

  private func removeRemains() throws {
    for attempt in 0..<200 {
      let orphans = ServerProcess.orphans(of: place.data)
      if orphans.isEmpty { break }
      if attempt == 20 { for orphan in orphans { kill(orphan, SIGQUIT) } }
      if attempt == 100 { for orphan in orphans { kill(orphan, SIGKILL) } }
      usleep(50_000)
    }
    for path in [
      place.data + "/postmaster.pid", place.socketFolder + "/.s.PGSQL.5432", place.socketFolder + "/.s.PGSQL.5432.lock",
    ] { unlink(path) }
  }

  /// False when the server ended meanwhile.
  private func joinRunning() throws -> Bool {
    for _ in 0..<2400 {
      guard let server = ServerProcess.running(on: place.data) else { return false }
      if server.state == "ready", PQping(uri() + "&connect_timeout=2") == PQPING_OK { return true }
      usleep(50_000)
    }
    throw failure("It was not ready within two minutes.")
  }

  // MARK: Stopping

  private func stopBlocking(mode: String) throws {
    guard ServerProcess.running(on: place.data) != nil else { return }
    if case .failure(let fault) = ChildProcess.run(stopCommand(mode: mode)) {
      throw failure("pg_ctl ended with status \(fault.status).")
    }
  }

  func stopCommand(mode: String) -> [String] {
    user.command(["\(programs)/pg_ctl", "stop", "-D", place.data, "-m", mode, "-w", "-t", "120", "-s"])
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let command = user.command(["\(programs)/\(program)"] + arguments)
    guard case .failure(let fault) = ChildProcess.run(command) else { return }
    throw failure("\(program) ended with status \(fault.status).")
  }

  private func failure(_ reason: String) -> HubError {
    HubError(
      "database-did-not-start", "The private PostgreSQL in \(place.home) failed. \(reason)",
      remedy: "See \(place.log).")
  }

  private static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
