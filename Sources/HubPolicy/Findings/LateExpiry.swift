import HubModel

/// A last day that is never reached: something else ends before.
struct LateExpiry: PolicyFinding {
  func diagnostics(_ input: FindingInput) -> [Diagnostic] {
    input.set.roles.flatMap { role in role.grants.compactMap { behindRole($0, role, input) } }
      + input.set.clients.compactMap { behindKeys($0, input) }
  }

  private func behindRole(_ grant: Grant, _ role: Role, _ input: FindingInput) -> Diagnostic? {
    guard let own = grant.expires, let last = role.expires, own.end > last.end else { return nil }
    return .finding(
      input.places.grant(grant.id, of: role.name, "expires"), "expiry-after-role",
      zh: "授权 \(grant.id) 写到 \(own.text)，但角色 \(last.text) 即到期",
      en: "grant \(grant.id) names \(own.text), but its role ends on \(last.text)")
  }

  /// Where every key of a client has a last day.
  private func behindKeys(_ client: Client, _ input: FindingInput) -> Diagnostic? {
    guard client.status == .active, client.keys.allSatisfy({ $0.notAfter != nil }),
      let key = client.keys.max(by: { ($0.notAfter?.end ?? 0) < ($1.notAfter?.end ?? 0) }), let last = key.notAfter
    else { return nil }
    let ends = input.held(by: client).ends
    let longer = input.roles(of: client).filter { role in
      role.grants.contains { min(ends[role.name] ?? 0, $0.expires?.end ?? .max) > last.end }
    }
    guard !longer.isEmpty else { return nil }
    let names = longer.map(\.name).joined(separator: ", ")
    return .finding(
      input.places.key(key.id, of: client.id), "grants-outlive-keys",
      zh: "客户端 \(client.id) 的最后一把密钥 \(last.text) 到期，而角色 \(names) 的授权更晚到期",
      en: "the last key of \(client.id) ends on \(last.text), before the grants of \(names)")
  }
}
