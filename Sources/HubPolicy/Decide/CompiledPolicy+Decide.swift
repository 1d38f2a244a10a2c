extension CompiledPolicy {
  /// Default deny; deny beats allow; the decision names its rule. One grant must cover the whole request.
  ///
  /// No I/O, and no scan over rules: the client's rules for the action, entity and purpose are found by the bits of what is asked.
  package func decide(_ request: AccessRequest) -> Decision {
    guard let table = tables[request.clientID] else { return deny(request, .clientUnknown) }
    guard table.client.status == .active else { return deny(request, .clientSuspended) }
    guard table.admits(request.network) else { return deny(request, .networkNotAllowed) }
    guard let (purposeNumber, purpose) = purposes[request.purpose] else { return deny(request, .purposeUnknown) }
    guard purpose.isValid(at: request.time) else { return deny(request, .purposeExpired, purpose: purpose) }
    guard let entity = entities[request.entity], let wanted = entity.bits(of: request.attributes, for: request.action) else {
      return deny(request, .noGrant, purpose: purpose)
    }
    guard wanted != 0 else { return deny(request, .evaluationError, purpose: purpose) }
    let key = GrantTable.key(request.action, entity: entity.number)
    if let rule = table.deny(key, wanted, purpose: purposeNumber, request) {
      return deny(request, .deniedByRule, purpose: purpose, rule: rule.rule)
    }
    guard let shelf = table.shelf(key, purpose: purposeNumber), shelf.covers(wanted) else {
      return deny(request, table.covers(key, wanted) ? .purposeNotGranted : .noGrant, purpose: purpose)
    }
    return decide(request, among: GrantSearch(shelf, wanted, request), purpose)
  }

  private func decide(_ request: AccessRequest, among candidates: GrantSearch, _ purpose: Purpose) -> Decision {
    var search = candidates
    guard let grant = search.next() else {
      guard let (refused, code) = candidates.refusal else { return deny(request, .noGrant, purpose: purpose) }
      let missing = refused.require.subtracting(request.context)
      return deny(request, code, purpose: purpose, rule: refused.rule, missing: missing)
    }
    let isConditional = !grant.grant.when.isEmpty
    return Decision(
      effect: isConditional ? .conditional : .allow, code: isConditional ? .conditionPending : .allowed, rule: grant.rule,
      action: request.action, entity: request.entity, attributes: request.attributes, purpose: purpose, grant: grant,
      candidates: isConditional ? candidates : nil)
  }

  private func deny(
    _ request: AccessRequest, _ code: DecisionCode, purpose: Purpose? = nil, rule: String? = nil, missing: ContextParts = []
  ) -> Decision {
    Decision(
      effect: .deny, code: code, rule: rule, missingContext: code == .contextRequired ? missing : [], action: request.action,
      entity: request.entity, attributes: request.attributes, purpose: purpose)
  }
}
