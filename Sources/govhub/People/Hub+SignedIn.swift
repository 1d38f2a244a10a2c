import HubCrypto
import HubModel
import HubPolicy
import HubPostgres
import HubStore

extension Hub {
  /// Who is signed in, with one of the roles.
  ///
  /// In development, as long as the published policy set has no people, this is the login of the operating system.
  /// - Parameter database: the role of the database that the command works under.
  /// - Throws: `not-signed-in`, `role-not-allowed`, `people-not-migrated`.
  func signedIn(_ roles: PersonRole..., as database: DatabaseRole? = nil) async throws -> SignedPerson {
    try await signedIn(roles, as: database)
  }

  func signedIn(_ roles: [PersonRole], as database: DatabaseRole? = nil) async throws -> SignedPerson {
    try await withDatabase(database) { connection in
      guard try await keepsSessions(connection) else { return SignedPerson(id: Person.login) }
      let register = try await register(on: connection)
      guard register.isRequired else { return SignedPerson(id: Person.login) }
      let person = try await person(register, on: connection)
      guard roles.contains(person.role) else {
        let words = roles.map(\.rawValue).joined(separator: ", ")
        throw HubError(
          "role-not-allowed", "\(person.id) is \(person.role.rawValue); this is for: \(words).",
          remedy: "Leave it to somebody with that role.")
      }
      return SignedPerson(id: person.id, role: person.role)
    }
  }

  /// False only in development: there a database of an older version, or an empty one, has nobody yet who could sign in.
  func keepsSessions(_ connection: PostgresConnection) async throws -> Bool {
    let rows = try await connection.query("SELECT to_regclass('control.session') IS NOT NULL", [], prepare: false)
    if rows.bool(0, 0) == true { return true }
    guard configuration.profile == .production else { return false }
    throw HubError(
      "people-not-migrated", "The database has no place for sessions yet, so that nobody can sign in.",
      remedy: "Run `govhub init`, or `govhub migrate` after an upgrade.")
  }

  /// The row is no proof by itself: whoever may write the table could have made it. The signature is.
  private func person(_ register: PersonRegister, on connection: PostgresConnection) async throws -> RegisteredPerson {
    guard let token = try SessionFile.current.read(),
      let session = try await SessionRow.use(SM3.digest(token).bytes, on: connection),
      let person = register.active(session.person),
      person.hasSigned(session.message(of: register.moment.hub), session.signature, at: register.moment.now)
    else {
      throw HubError(
        "not-signed-in", "Nobody is signed in, or the session has ended.", remedy: "Run `govhub login ID --key FILE`.")
    }
    return person
  }
}

extension SessionRow {
  /// What the person signs: that this token is theirs, in this hub, from this moment on.
  func message(of hub: [UInt8]) -> [UInt8] {
    Array("govhub session 1\n\(Hex.encode(hub))\n\(person)\n\(startedAt)\n\(Hex.encode(id))\n".utf8)
  }
}
