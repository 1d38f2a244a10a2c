import HubModel

/// A role that no client holds.
struct UnusedRole: PolicyFinding {
  func diagnostics(_ input: FindingInput) -> [Diagnostic] {
    input.set.roles.filter { input.holders(of: $0).isEmpty }.map { role in
      Diagnostic.finding(
        input.places.role(role.name), "unused-role", zh: "没有客户端持有角色 \(role.name)", en: "no client holds the role \(role.name)")
    }
  }
}
