/// What a person does to the hub with a command: who, what, to what, and when. Nothing personal but the name of who does it.
package struct AdministrativeAct: Sendable {
  package enum Action: String, Sendable {
    case newClient = "client-new"
    case suspendClient = "client-suspend"
    case resumeClient = "client-resume"
    case rotateKey = "client-rotate"
    case revokeKey = "key-revoke"
    case publishPolicy = "policy-publish"
    case publishMapping = "mapping-publish"
    case revealRows = "quarantine-reveal"
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
  /// A client or key, the digest of a set, or a dataset with lines of its source.
  package var target: String
  /// Login of the operating system.
  package var person: String
  /// Login of the database.
  package var login: String
  /// Microseconds since 1970.
  package var at: Int64

  package init(action: Action, target: String, person: String, login: String, at: Int64) {
    self.action = action
    self.target = target
    self.person = person
    self.login = login
    self.at = at
  }

  /// JSON with a fixed order of keys, like that of an answer's entry.
  var told: [UInt8] {
    var writer = EntryWriter(reserving: 160)
    writer.field("act", action.rawValue)
    writer.field("target", target)
    writer.field("person", person)
    writer.field("login", login)
    writer.field("at", at)
    return writer.finish()
  }
}
