import Foundation
import HubPolicy
import Synchronization

/// Who gives the command, as the records name them.
enum Person {
  private static let signed = Mutex<SignedPerson?>(nil)

  /// The person who is signed in; where nobody has to be, the login of the operating system, which proves nothing.
  static var current: String { signed.withLock { $0?.id } ?? login }

  /// The role of who is signed in.
  static var role: String? { signed.withLock { $0?.role?.rawValue } }

  /// A process serves one person, from the moment that its command was admitted.
  static func take(_ person: SignedPerson) { signed.withLock { $0 = person } }

  static var login: String {
    ProcessInfo.processInfo.environment["SUDO_USER"] ?? ProcessInfo.processInfo.userName
  }
}

/// Somebody whose command is admitted.
struct SignedPerson: Sendable, Equatable {
  var id: String
  /// Nil for a login of the operating system, where nobody has to sign in.
  var role: PersonRole?
}
