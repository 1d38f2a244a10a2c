/// Why a request is decided as it is, in words, for `govhub policy explain`.
package struct Explanation: Sendable {
  package struct Step: Sendable {
    package let zh: String
    package let en: String
  }

  package let decision: Decision
  package let steps: [Step]
}

extension CompiledPolicy {
  /// The decision, what every rule for this action and entity says to the request, and first the words that the set lacks.
  package func explain(_ request: AccessRequest) -> Explanation {
    let decision = decide(request)
    var steps: [Explanation.Step] = []
    if let table = tables[request.clientID], let entity = entities[request.entity],
      let wanted = entity.bits(of: request.attributes, for: request.action)
    {
      let key = GrantTable.key(request.action, entity: entity.number)
      steps += table.denies(key).map { step($0, wanted, request) }
      steps += table.grants(key).map { step($0, wanted, request) }
      if steps.isEmpty {
        steps.append(.init(zh: "该客户端的角色没有涉及此操作的规则", en: "no rule of the client's roles concerns this action"))
      }
    }
    let rule = decision.rule.map { " · \($0)" } ?? ""
    let missing = decision.missingContext.words.joined(separator: ", ")
    let detail = missing.isEmpty ? "" : " (\(missing))"
    steps.append(
      .init(
        zh: "结论：\(decision.code.zh)\(detail) [\(decision.code.rawValue)]\(rule)",
        en: "decision: \(decision.code.en)\(detail) [\(decision.code.rawValue)]\(rule)"))
    return Explanation(decision: decision, steps: unknownWords(request) + steps)
  }

  private func step(_ deny: CompiledDeny, _ wanted: UInt128, _ request: AccessRequest) -> Explanation.Step {
    let isForPurpose = deny.deny.purposes?.contains(request.purpose) ?? true
    let hits = isForPurpose && wanted & deny.attributes != 0 && deny.applies(request)
    return .init(
      zh: "\(deny.rule) \(deny.deny.title)：\(hits ? "禁止" : "不涉及")",
      en: "\(deny.rule) \(deny.deny.title): \(hits ? "forbids it" : "does not apply")")
  }

  private func step(_ grant: CompiledGrant, _ wanted: UInt128, _ request: AccessRequest) -> Explanation.Step {
    let (zh, en) = words(grant, wanted, request)
    return .init(zh: "\(grant.rule) \(grant.grant.title)：\(zh)", en: "\(grant.rule) \(grant.grant.title): \(en)")
  }

  private func words(_ grant: CompiledGrant, _ wanted: UInt128, _ request: AccessRequest) -> (zh: String, en: String) {
    guard grant.covers(wanted) else {
      return request.action == .aggregate
        ? ("不包含该统计", "does not name this query") : ("未包含全部数据项", "does not cover every attribute")
    }
    guard grant.grant.purposes.contains(request.purpose) else {
      return (DecisionCode.purposeNotGranted.zh, DecisionCode.purposeNotGranted.en)
    }
    switch grant.verdict(request) {
    case .allowed: return allowed(grant)
    case .outsideHours:
      let hours = grant.grant.hours?.description ?? ""
      return ("\(DecisionCode.outsideHours.zh)（\(hours)）", "\(DecisionCode.outsideHours.en) (\(hours))")
    case .networkNotAllowed:
      let networks = grant.grant.networks.map(\.description).joined(separator: ", ")
      return ("\(DecisionCode.networkNotAllowed.zh)（\(networks)）", "\(DecisionCode.networkNotAllowed.en) (\(networks))")
    case .contextRequired where grant.grant.isBreakGlass:
      return ("只在说明应急事由 emergency 时适用", "applies only where an emergency is stated")
    case let code: return (code.zh, code.en)
    }
  }

  private func allowed(_ grant: CompiledGrant) -> (zh: String, en: String) {
    let alarm: (zh: String, en: String) = grant.grant.isBreakGlass ? ("，并告警", ", with an alarm") : ("", "")
    guard !grant.grant.when.isEmpty else { return (DecisionCode.allowed.zh + alarm.zh, DecisionCode.allowed.en + alarm.en) }
    let conditions = grant.grant.when.map(\.description).joined(separator: "; ")
    return ("允许，但记录须满足 \(conditions)\(alarm.zh)", "allowed if the record has \(conditions)\(alarm.en)")
  }
}
