import HubModel
import HubStore

extension Hub {
  /// Gives suspended rights back: in development at once, in production when a second officer asks for it.
  /// - Returns: false where this was the first of the two.
  /// - Throws: `not-suspended`, `second-officer-needed`.
  func giveBack(
    _ kind: Revocation.Kind, _ target: String, asking: AdministrativeAct.Action, lifting: AdministrativeAct.Action
  ) async throws -> Bool {
    try await withDatabase(nil) { connection in
      guard let standing = try await Revocation.standing(kind, target, on: connection) else {
        throw HubError("not-suspended", "\(target) is not suspended.")
      }
      if try await isProduction(on: connection) {
        let register = try await register(on: connection)
        if standing.asker == Person.current {
          throw HubError(
            "second-officer-needed", "You have asked for \(target) already.",
            remedy: "Another security administrator gives the same command.")
        }
        // Whoever asked and has left since then does not count.
        guard standing.asker.flatMap(register.officer) != nil else {
          try await record(asking, [target])
          try await Revocation.askBack(kind, target, by: Person.current, on: connection)
          return false
        }
      }
      try await record(lifting, [target])
      guard try await Revocation.lift(kind, target, by: Person.current, askedBy: standing.asker, on: connection) else {
        throw HubError("not-suspended", "\(target) was given back, or asked for, by somebody else meanwhile.")
      }
      return true
    }
  }
}
