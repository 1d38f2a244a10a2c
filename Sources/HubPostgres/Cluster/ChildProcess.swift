internal import CLibPQ
internal import Glibc

/// Starts programs with a clean environment and without a shell. Blocks: call it from a thread of its own.
enum ChildProcess {
  struct Failure: Error {
    /// Exit status, or 128 + signal, or the error number of the start.
    let status: Int32
  }

  /// Runs the program to its end and gives what it wrote to standard output. Its standard error goes nowhere, unless `errors`
  /// is a descriptor for it. `variables`: `NAME=value`, beside the clean environment.
  static func run(_ command: [String], variables: [String] = [], errors: Int32? = nil) -> Result<String, Failure> {
    var ends: [Int32] = [0, 0]
    guard hub_pipe(&ends) == 0 else { return .failure(Failure(status: errno)) }
    defer { close(ends[0]) }
    let started = start(command, input: nil, output: ends[1], errors: errors, variables: variables)
    close(ends[1])
    guard case .success(let child) = started else { return started.map { _ in "" } }
    let output = readAll(ends[0])
    let status = wait(child)
    return status == 0 ? .success(output) : .failure(Failure(status: status))
  }

  /// `input`, `output`, `errors`: descriptors to inherit; where nil /dev/null.
  static func start(
    _ command: [String], input: Int32?, output: Int32?, errors: Int32? = nil, variables: [String] = []
  ) -> Result<pid_t, Failure> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    redirect(&actions, 0, to: input, O_RDONLY)
    redirect(&actions, 1, to: output, O_WRONLY)
    redirect(&actions, 2, to: errors, O_WRONLY)
    hub_close_others(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own: Ctrl-C in the terminal reaches only the hub, which then stops the server in order.
    posix_spawnattr_setpgroup(&attributes, 0)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    let arguments = Self.copies(of: command)
    let environment = Self.copies(of: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"] + variables)
    defer { for text in arguments + environment { free(text) } }
    var child = pid_t()
    let failure = posix_spawn(&child, command[0], &actions, &attributes, arguments, environment)
    return failure == 0 ? .success(child) : .failure(Failure(status: failure))
  }

  static func wait(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// C strings with a nil behind them; the caller frees them.
  private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }

  private static func redirect(
    _ actions: inout posix_spawn_file_actions_t, _ number: Int32, to descriptor: Int32?, _ mode: Int32
  ) {
    if let descriptor {
      posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    } else {
      posix_spawn_file_actions_addopen(&actions, number, "/dev/null", mode, 0)
    }
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: block.prefix(count))
    }
  }
}
