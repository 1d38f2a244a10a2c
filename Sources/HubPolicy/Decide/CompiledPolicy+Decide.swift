extension CompiledPolicy {
  /// Default deny; deny beats allow; the decision names its rule. One grant must cover the whole request.
  ///
  /// No I/O and no scan over rules of other clients, entities or purposes: well under a microsecond.
  package func decide(_ request: AccessRequest) -> Decision {
    guard let table = tables[request.clientID] else { return deny(request, .clientUnknown) }
    guard table.client.status == .active else { return deny(request, .clientSuspended) }
    guard table.admits(request.network) else { return deny(request, .networkNotAllowed) }
    guard let (purposeNumber, purpose) = purposes[request.purpose] else { return deny(request, .purposeUnknown) }
    guard purpose.isValid(at: request.time) else { return deny(request, .purposeExpired, purpose: purpose) }
    guard let entity = entities[request.entity], let wanted = entity.bits(of: request.attributes) else {
      return deny(request, .noGrant, purpose: purpose)
    }
    guard wanted != 0 else { return deny(request, .evaluationError, purpose: purpose) }
    let key = GrantTable.key(request.action, entity: entity.number)
    if let rule = table.deny(key, wanted, purpose: purposeNumber) {
      return deny(request, .deniedByRule, purpose: purpose, rule: rule.rule)
    }
    guard let grants = table.grants(key, purpose: purposeNumber, covering: wanted) else {
      return deny(request, table.covers(key, wanted) ? .purposeNotGranted : .noGrant, purpose: purpose)
    }
    return search(grants, request, wanted, purpose)
  }

  private func search(_ grants: [CompiledGrant], _ request: AccessRequest, _ wanted: UInt128, _ purpose: Purpose) -> Decision {
    var candidates: [CompiledGrant] = []
    var refused: (grant: CompiledGrant, code: DecisionCode)?
    for grant in grants where grant.covers(wanted) {
      switch grant.verdict(request) {
      case .allowed:
        if grant.grant.when.isEmpty, candidates.isEmpty { return allow(request, .allow, .allowed, purpose, grant: grant) }
        candidates.append(grant)
      case .contextRequired: if refused?.code != .contextRequired { refused = (grant, .contextRequired) }
      case let code: refused = refused ?? (grant, code)
      }
    }
    if !candidates.isEmpty {
      return allow(request, .conditional, .conditionPending, purpose, candidates: candidates)
    }
    guard let (grant, code) = refused else { return deny(request, .noGrant, purpose: purpose) }
    let missing = grant.grant.require.subtracting(request.context)
    return deny(request, code, purpose: purpose, rule: grant.rule, missing: missing)
  }

  private func allow(
    _ request: AccessRequest, _ effect: Decision.Effect, _ code: DecisionCode, _ purpose: Purpose, grant: CompiledGrant? = nil,
    candidates: [CompiledGrant] = []
  ) -> Decision {
    Decision(
      effect: effect, code: code, rule: grant?.rule ?? candidates.first?.rule, action: request.action, entity: request.entity,
      attributes: request.attributes, purpose: purpose, grant: grant, candidates: candidates)
  }

  private func deny(
    _ request: AccessRequest, _ code: DecisionCode, purpose: Purpose? = nil, rule: String? = nil, missing: ContextParts = []
  ) -> Decision {
    Decision(
      effect: .deny, code: code, rule: rule, missingContext: code == .contextRequired ? missing : [], action: request.action,
      entity: request.entity, attributes: request.attributes, purpose: purpose)
  }
}

extension CompiledGrant {
  /// `attributes` and purpose fit already.
  func verdict(_ request: AccessRequest) -> DecisionCode {
    if request.time >= expiresAt { return .grantExpired }
    return grant.require.isSubset(of: request.context) ? .allowed : .contextRequired
  }
}
