import Glibc
import HubModel
import Synchronization

/// A temporary folder with the servers that work in it. A guardian waits for our end of a socket to close, which also a
/// `kill -9` does, then kills the servers and removes the folder. Its calls block.
final class ServerFolder: Sendable {
  let path: String
  private let state: Mutex<State>

  private struct State {
    /// Open until the process ends or `stop` is called; −1 afterwards.
    var lifeline: Int32
    var children: [pid_t]
  }

  init() throws(HubError) {
    path = try Self.temporaryFolder()
    var ends: [Int32] = [0, 0]
    // Not inherited by any child, from the first moment on: else the guardian would wait for that child as well.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw HubError("no-descriptor", "No socket could be opened.")
    }
    defer { close(ends[0]) }
    var guardian = Program(["/bin/sh", "-c", Self.guardianScript, path])
    guardian.inherited = ends[0]
    state = Mutex(State(lifeline: ends[1], children: [try guardian.start()]))
  }

  private static let guardianScript = """
    cat > /dev/null
    for group in $(cat "$0/groups"); do kill -s KILL -- "-$group"; done
    rm -rf "$0" || { sleep 1; rm -rf "$0"; }
    """

  /// Starts a server that stays in the foreground.
  func serve(_ command: [String]) throws(HubError) -> pid_t {
    // The shell notes its number before it becomes the server, so that the guardian never misses one.
    var program = Program(["/bin/sh", "-c", "echo $$ >> \"$0/groups\"; exec \"$@\"", path] + command)
    program.output = log
    let child = try program.start()
    state.withLock { $0.children.append(child) }
    return child
  }

  /// Runs a program to its end; what it says goes to the log.
  func run(_ command: [String], input: String = "/dev/null") throws(HubError) {
    var program = Program(command)
    program.input = input
    program.output = log
    let status = Program.wait(try program.start())
    guard status == 0 else { throw failure("\(command[0]) ended with status \(status).") }
  }

  /// Kills the servers and removes the folder. Nothing to do the second time.
  func stop() {
    let (lifeline, children) = state.withLock { state in
      defer { state = State(lifeline: -1, children: []) }
      return (state.lifeline, state.children)
    }
    guard lifeline >= 0 else { return }
    close(lifeline)
    for child in children { _ = Program.wait(child) }
  }

  /// Returns when something listens on the port.
  func waitUntilAnswers(port: Int, server: pid_t) throws(HubError) {
    for _ in 0..<600 {
      if Loopback.answers(port) { return }
      var status: Int32 = 0
      if waitpid(server, &status, WNOHANG) == server {
        state.withLock { $0.children.removeAll { $0 == server } }
        throw failure("It ended while starting.")
      }
      usleep(50_000)
    }
    throw failure("It did not answer within half a minute.")
  }

  private static func temporaryFolder() throws(HubError) -> String {
    var path = Array("/tmp/govhub-test-XXXXXX".utf8CString)
    guard mkdtemp(&path) != nil else { throw HubError("folder-not-usable", "No folder could be made in /tmp.") }
    chmod(path, 0o755)
    return path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }
}
