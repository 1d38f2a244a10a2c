internal import Glibc

/// What `postmaster.pid` says and whether it is true.
struct ServerProcess: Sendable {
  let id: pid_t
  /// The last line: `starting`, `ready`, `stopping`.
  let state: String

  /// The server that runs on `data`. Nil without one, also when the file was left behind by a killed server and its
  /// number belongs to another program by now.
  static func running(on data: String) -> ServerProcess? {
    guard let text = Files.text(data + "/postmaster.pid") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let number = lines.first.flatMap({ pid_t($0) }), works(number, in: data) else { return nil }
    let state = lines.count > 7 ? lines[7].filter { $0 != " " } : "starting"
    return ServerProcess(id: number, state: state)
  }

  /// Backends that outlived a killed postmaster: they hold the shared memory until they notice.
  static func orphans(of data: String) -> [pid_t] {
    Files.names(in: "/proc").compactMap { pid_t($0) }.filter { works($0, in: data) }
  }

  /// A server process has the data folder as its working directory.
  private static func works(_ id: pid_t, in data: String) -> Bool {
    guard id > 1, let folder = Files.destination(of: "/proc/\(id)/cwd"),
      let name = Files.text("/proc/\(id)/comm"), name.hasPrefix("postgres")
    else { return false }
    return folder == Files.resolved(data)
  }
}
