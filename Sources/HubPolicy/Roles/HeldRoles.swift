/// The roles that a client holds, by itself or through other roles, each once.
struct HeldRoles {
  private let roles: [String: Role]
  /// In the order in which they are reached.
  private(set) var names: [String] = []
  /// When the grants of each end for this client, in µs since 1970. A way to a role ends with the first role on it that does; the
  /// longest way counts.
  private(set) var ends: [String: Int64] = [:]

  init(_ names: [String], in roles: [String: Role]) {
    self.roles = roles
    for name in names { take(name, until: .max) }
  }

  private mutating func take(_ name: String, until: Int64) {
    guard let role = roles[name] else { return }
    let until = min(until, role.expires?.end ?? .max)
    if let known = ends[name], known >= until { return }
    if ends[name] == nil { names.append(name) }
    ends[name] = until
    for parent in role.inherits { take(parent, until: until) }
  }
}
