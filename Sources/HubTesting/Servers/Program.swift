import Glibc
import HubModel

/// A program to start with a clean environment and without a shell. Blocks.
struct Program {
  var command: [String]
  /// The file that is its standard input, unless a descriptor is inherited as such.
  var input = "/dev/null"
  var inherited: Int32?
  /// The file that its standard output and error are appended to.
  var output = "/dev/null"

  init(_ command: [String]) { self.command = command }

  /// - Throws: `server-missing` where one of the programs is not there.
  static func require(_ paths: String...) throws(HubError) {
    for path in paths where access(path, X_OK) != 0 {
      throw HubError("server-missing", "\(path) is not installed.", remedy: "Run `make setup` and `make test`.")
    }
  }

  func start() throws(HubError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    redirect(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own: Ctrl-C reaches the tests alone, and the guardian kills a server with its children.
    posix_spawnattr_setpgroup(&attributes, 0)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    let arguments = Self.copies(of: command)
    let environment = Self.copies(of: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "HOME=/nonexistent"])
    defer { for text in arguments + environment { free(text) } }
    var child = pid_t()
    let failure = posix_spawn(&child, command[0], &actions, &attributes, arguments, environment)
    guard failure == 0 else { throw HubError("no-process", "\(command[0]) could not be started, error \(failure).") }
    return child
  }

  /// Exit status, or 128 and the signal.
  static func wait(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private func redirect(_ actions: inout posix_spawn_file_actions_t) {
    if let inherited {
      posix_spawn_file_actions_adddup2(&actions, inherited, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
  }

  /// C strings with a nil behind them; the caller frees them.
  private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
