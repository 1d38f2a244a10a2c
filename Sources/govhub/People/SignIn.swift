import HubCrypto
import HubModel
import HubPolicy
import HubPostgres
import HubStore

/// `govhub login`: a person proves to hold their key, and has a session for it.
struct SignIn {
  let hub: Hub
  let id: String
  let key: SealedKeyFile

  /// - Throws: `sign-in-not-needed`, `person-not-active`, `sign-in-locked`, and what opening and checking the key throws.
  func run() async throws {
    try await hub.withDatabase(nil) { connection in
      let hasPlace = try await hub.keepsSessions(connection)
      guard let register = hasPlace ? try await hub.register(on: connection) : nil, register.isRequired else {
        throw HubError(
          "sign-in-not-needed", "Nobody has to sign in: this is development, and the published policy set has no people.")
      }
      let person = try await admissible(register, on: connection)
      // Asked for before anything counts: a passphrase that cannot be read is no failure of the person's.
      let secret = try key.read()
      do {
        try await begin(person, secret, register.moment, on: connection)
      } catch let error as HubError where error.isFailure {
        try await SignInLog.note(id, succeeded: false, on: connection)
        try await hub.record(.signInFailed, [id])
        throw error
      }
    }
  }

  private func admissible(_ register: PersonRegister, on connection: PostgresConnection) async throws -> RegisteredPerson {
    guard let person = register.active(id) else {
      // A word that nobody registered may be anything, a passphrase too.
      try await hub.record(.signInFailed, [register.people.contains { $0.id == id } ? id : "unknown"])
      throw HubError("person-not-active", "No such person is active in the policy set that counts.")
    }
    guard try await !SignInLog.isLockedOut(id, on: connection) else {
      try await hub.record(.signInFailed, [id])
      throw HubError(
        "sign-in-locked", "\(SignInLog.failuresAllowed) attempts to sign in as \(id) have failed.",
        remedy: "Try again a quarter of an hour after the last one.", persistence: .transient)
    }
    return person
  }

  /// The token is the nonce: fresh for each session, signed under its digest, and kept by the person alone.
  private func begin(
    _ person: RegisteredPerson, _ secret: SealedKeyFile.Secret, _ moment: HubMoment, on connection: PostgresConnection
  ) async throws {
    let token = Random.bytes(32)
    var session = SessionRow(id: SM3.digest(token).bytes, person: id, startedAt: moment.now, signature: [])
    session.signature = try secret.sign(session.message(of: moment.hub), as: person, at: moment.now)
    if let earlier = try? SessionFile.current.read() { _ = try await SessionRow.end(SM3.digest(earlier).bytes, on: connection) }
    try await hub.record(.signIn, [id])
    try await SignInLog.note(id, succeeded: true, on: connection)
    try await session.begin(on: connection)
    try SessionFile.current.write(token)
  }
}

extension HubError {
  /// A wrong passphrase, or a key that is not the person's.
  fileprivate var isFailure: Bool { code == "private-key-not-opened" || code == "key-not-registered" }
}
