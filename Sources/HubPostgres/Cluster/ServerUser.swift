internal import Glibc
internal import HubModel

/// Who runs the server. PostgreSQL refuses root, so root lends it an unprivileged account.
struct ServerUser: Sendable {
  let id: UInt32
  let group: UInt32
  /// Whether commands have to change to that user.
  let isLent: Bool

  static func current() throws(HubError) -> ServerUser {
    guard geteuid() == 0 else { return ServerUser(id: geteuid(), group: getegid(), isLent: false) }
    for name in ["postgres", "govhub", "nobody"] {
      if let entry = getpwnam(name)?.pointee, entry.pw_uid != 0 {
        return ServerUser(id: entry.pw_uid, group: entry.pw_gid, isLent: true)
      }
    }
    throw HubError(
      "no-unprivileged-user", "PostgreSQL does not run as root, and there is no user postgres, govhub or nobody.",
      remedy: "Install PostgreSQL from its package, which makes the user postgres.")
  }

  /// `command` as this user.
  func command(_ command: [String]) -> [String] {
    guard isLent else { return command }
    return ["/usr/bin/setpriv", "--reuid=\(id)", "--regid=\(group)", "--clear-groups", "--"] + command
  }

  /// Whether the user gets through to `folder`, whatever the modes above it.
  func reaches(_ folder: String) -> Bool {
    guard isLent else { return access(folder, X_OK) == 0 }
    if case .success = ChildProcess.run(command(["/usr/bin/test", "-x", folder])) { return true }
    return false
  }

  var pair: (UInt32, UInt32) { (id, group) }
}
