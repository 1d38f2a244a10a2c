/// A caller whose signature was checked.
struct ClientIdentity: Sendable, Equatable {
  var clientID: String
  var keyID: String
  /// The key that was checked against: a key that is replaced under the same name ends the tokens of the old one.
  var publicPEM: String
  /// Microseconds since 1970.
  var expiresAt: Int64
}
