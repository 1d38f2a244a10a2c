import ArgumentParser
import HubModel
import HubPolicy
import HubStore

/// A command that anybody may give: it works on files of its own, or is a service under an account and a key ring of its own.
protocol OpenCommand: AsyncParsableCommand {}

/// A command that shows, changes or exports something: who gives it has signed in.
protocol SignedCommand: AsyncParsableCommand {
  static var right: CommandRight { get }
  var settings: Settings { get }
}

/// Who may give a command.
struct CommandRight: Sendable {
  var roles: [PersonRole]
  /// The role of the database that the command works under; nil: that of its owner.
  var database: DatabaseRole?
  /// It touches no database, so that in development nobody signs in for it.
  var isLocal = false
  /// It makes the place where sessions are kept.
  var makesSessions = false

  static func by(_ roles: PersonRole..., as database: DatabaseRole? = nil) -> CommandRight {
    CommandRight(roles: roles, database: database)
  }

  static func locally(by roles: PersonRole...) -> CommandRight { CommandRight(roles: roles, isLocal: true) }
}

/// Every command passes here before it runs. One that is in no table is refused.
enum CommandGate {
  static func pass(_ command: any ParsableCommand) async throws {
    if let command = command as? any SignedCommand {
      try await Hub(command.settings).admit(type(of: command).right)
    } else if !admitsAnybody(type(of: command)) {
      throw HubError("command-without-right", "Nobody may give this command.")
    }
  }

  /// Groups print their help, and what is not ours is the argument parser's own.
  static func admitsAnybody(_ command: any ParsableCommand.Type) -> Bool {
    command is any OpenCommand.Type || !command.configuration.subcommands.isEmpty || !(command is any AsyncParsableCommand.Type)
  }
}

extension Hub {
  fileprivate func admit(_ right: CommandRight) async throws {
    if right.isLocal, configuration.profile == .development { return }
    do {
      Person.take(try await signedIn(right.roles, as: right.database))
    } catch let error as HubError where error.code == "people-not-migrated" {
      if !right.makesSessions { throw error }
    }
  }
}
