import Foundation

/// Who runs the command, as the records name them.
enum Person {
  /// The login name; for records, not for proof.
  static var current: String {
    ProcessInfo.processInfo.environment["SUDO_USER"] ?? ProcessInfo.processInfo.userName
  }
}
