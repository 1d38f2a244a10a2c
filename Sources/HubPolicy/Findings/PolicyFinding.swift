package import HubModel

/// A way in which a set without faults says something that its author hardly means.
protocol PolicyFinding: Sendable {
  func diagnostics(_ input: FindingInput) -> [Diagnostic]
}

/// What a finding looks at.
struct FindingInput {
  let set: PolicySet
  let places: PolicyPlaces
  /// µs since 1970.
  let time: Int64
  private let roles: [String: Role]

  init(_ set: PolicySet, at time: Int64) {
    self.set = set
    self.time = time
    places = PolicyPlaces(set.files)
    roles = Dictionary(set.roles.map { ($0.name, $0) }) { first, _ in first }
  }

  /// By themselves or through other roles.
  func holders(of role: Role) -> [Client] { set.clients.filter { held(by: $0).names.contains(role.name) } }
  func held(by client: Client) -> HeldRoles { HeldRoles(client.roles, in: roles) }
  func roles(of client: Client) -> [Role] { held(by: client).names.compactMap { roles[$0] } }
}

extension PolicySet {
  private static let findings: [any PolicyFinding] = [
    ShadowedGrant(), ExpiredGrant(), DeniedGrant(), UnusedRole(), LateExpiry(), EndingKey(), NeighbouringQueries(),
  ]

  /// Warnings about a set that has no errors, sorted. What a single rule shows by itself is reported when it is read.
  ///
  /// - Parameter time: µs since 1970: what has expired by then, and what soon will.
  package func findings(at time: Int64) -> [Diagnostic] {
    let input = FindingInput(self, at: time)
    return PolicySet.findings.flatMap { $0.diagnostics(input) }.sorted()
  }
}
