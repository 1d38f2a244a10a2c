import HubModel

/// Holds grants and clients against the requests that they name: nothing is given beyond what was asked for.
struct RequestScope {
  let set: PolicySet
  private let requests: [String: SharingRequest]

  init(_ set: PolicySet) {
    self.set = set
    requests = Dictionary(set.requests.map { ($0.id, $0) }) { first, _ in first }
  }

  func diagnostics() -> [Diagnostic] {
    set.roles.flatMap { role in role.grants.flatMap { faults($0, of: role) } } + set.clients.flatMap { faults($0) }
      + set.requests.compactMap { purposeEnd($0) }
  }

  private func faults(_ grant: Grant, of role: Role) -> [Diagnostic] {
    guard let request = grant.request.flatMap({ requests[$0] }) else { return [] }
    let file = "roles/\(role.name).yaml"
    var found: [Diagnostic] = []
    if !request.covers(grant) {
      found.append(
        Diagnostic(
          file: file, line: grant.line, column: 0, code: "grant-beyond-request",
          zh: "授权 \(grant.id) 超出共享申请 \(request.id) 的范围",
          en: "grant \(grant.id) gives more than the request \(request.id) asks for"))
    }
    if min(grant.expires?.end ?? .max, role.expires?.end ?? .max) > request.to.end {
      found.append(outlives(file, grant.line, "授权 \(grant.id)", "grant \(grant.id)", request))
    }
    if !request.itemCodes.isEmpty, !grant.require.contains(.itemCode) {
      found.append(
        Diagnostic(
          file: file, line: grant.line, column: 0, severity: .warning, code: "item-code-not-required",
          zh: "共享申请 \(request.id) 限于所列事项，授权 \(grant.id) 应写 require: [itemCode]",
          en: "the request \(request.id) is for named matters: grant \(grant.id) should require the itemCode"))
    }
    return found
  }

  private func faults(_ client: Client) -> [Diagnostic] {
    guard let request = client.request.flatMap({ requests[$0] }) else { return [] }
    let file = "clients/\(client.id).yaml"
    var found: [Diagnostic] = []
    if client.unit.code != request.unit.code {
      found.append(
        Diagnostic(
          file: file, line: 0, column: 0, severity: .warning, code: "request-of-another-unit",
          zh: "共享申请 \(request.id) 由另一单位提出", en: "the request \(request.id) was made by another unit"))
    }
    if lastEnd(of: client) > request.to.end {
      found.append(outlives(file, 0, "客户端 \(client.id) 的授权", "what \(client.id) may do", request))
    }
    return found
  }

  private func lastEnd(of client: Client) -> Int64 {
    let roles = Dictionary(set.roles.map { ($0.name, $0) }) { first, _ in first }
    let held = HeldRoles(client.roles, in: roles)
    let ends = held.names.flatMap { name in
      (roles[name]?.grants ?? []).map { min($0.expires?.end ?? .max, held.ends[name] ?? .max) }
    }
    return ends.max() ?? 0
  }

  private func outlives(_ file: String, _ line: Int, _ zh: String, _ en: String, _ request: SharingRequest) -> Diagnostic {
    Diagnostic(
      file: file, line: line, column: 0, severity: .warning, code: "grant-outlives-request",
      zh: "\(zh)晚于共享申请 \(request.id) 的期限 \(request.to.text) 到期",
      en: "\(en) goes on after the period of the request \(request.id), which ends on \(request.to.text)")
  }

  private func purposeEnd(_ request: SharingRequest) -> Diagnostic? {
    guard let purpose = set.purposes.first(where: { $0.name == request.purpose }), let last = purpose.expires, last < request.to
    else { return nil }
    return Diagnostic(
      file: SharingRequest.path(request.id), line: 0, column: 0, severity: .warning, code: "purpose-ends-earlier",
      zh: "用途 \(purpose.name) 在 \(last.text) 已到期", en: "the purpose \(purpose.name) ends on \(last.text)")
  }
}

extension SharingRequest {
  /// One item of the scope covers the whole grant.
  func covers(_ grant: Grant) -> Bool {
    guard grant.purposes == [purpose] else { return false }
    return scope.contains { item in
      item.action == grant.action && item.entity == grant.entity && grant.answer <= item.answer
        && Set(grant.attributes).isSubset(of: item.attributes)
        && item.masks.allSatisfy { name, mask in !grant.attributes.contains(name) || grant.masks[name]?.name == mask }
    }
  }
}
