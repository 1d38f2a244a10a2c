/// What a person does to the hub with a command: who, what, to what, and when. Nothing personal but the name of who does it.
package struct AdministrativeAct: Sendable {
  package enum Action: String, Sendable {
    case newClient = "client-new"
    case suspendClient = "client-suspend"
    case resumeClient = "client-resume"
    case rotateKey = "client-rotate"
    case revokeKey = "key-revoke"
    case askClientBack = "client-resume-ask"
    case suspendPerson = "person-suspend"
    case askPersonBack = "person-resume-ask"
    case resumePerson = "person-resume"
    case signIn = "sign-in"
    case signInFailed = "sign-in-failed"
    case signOut = "sign-out"
    case proposePolicy = "policy-propose"
    case approvePolicy = "policy-approve"
    case publishPolicy = "policy-publish"
    case publishMapping = "mapping-publish"
    case revealRows = "quarantine-reveal"
    case searchAudit = "audit-search"
    case reportSubject = "audit-subject"
    case pruneAudit = "audit-prune"
    case addSealingKey = "sealing-key-add"
    case switchSealingKey = "sealing-key-switch"
    case eraseSubject = "subject-erase"
    case liftErasure = "subject-erase-lift"
    case fileRequest = "request-file"
    case checkRequest = "request-check"
    case approveRequest = "request-approve"
    case refuseRequest = "request-refuse"
    case extendRequest = "request-extend"
    case grantRequest = "request-grant"
    case suspendRequest = "request-suspend"
    case resumeRequest = "request-resume"
    case endRequest = "request-end"
  }

  package var action: Action
  /// A client, key or person, the digest of a set, a dataset with lines of its source, what of the audit was looked for or
  /// dropped, or who was erased: a subject's fingerprint under the audit key.
  package var target: String
  /// Who was signed in; where nobody has to be, the login of the operating system.
  package var person: String
  /// What that person may do; nil for a login of the operating system.
  package var role: String?
  /// Login of the database.
  package var login: String
  /// Microseconds since 1970.
  package var at: Int64

  package init(action: Action, target: String, person: String, role: String? = nil, login: String, at: Int64) {
    self.action = action
    self.target = target
    self.person = person
    self.role = role
    self.login = login
    self.at = at
  }

  /// JSON with a fixed order of keys, like that of an answer's entry.
  var told: [UInt8] {
    var writer = EntryWriter(reserving: 160)
    writer.field("act", action.rawValue)
    writer.field("target", target)
    writer.field("person", person)
    writer.field("role", role)
    writer.field("login", login)
    writer.field("at", at)
    return writer.finish()
  }
}
