extension AuditEntry {
  /// What the caller knows or is answered: JSON with a fixed order of keys, absent ones left out.
  package var told: [UInt8] {
    var writer = EntryWriter(reserving: 640)
    writer.field("requestId", requestID)
    if let item { writer.field("item", Int64(item)) }
    writer.field("client", clientID)
    writer.field("key", keyID)
    writer.field("action", action.rawValue)
    writer.field("entity", entity)
    writer.field("attributes", attributes)
    writer.field("answerForm", answerForm)
    writer.field("purpose", purpose)
    writer.field("context", context)
    writer.field("at", at)
    writer.field("subject", subject)
    writer.field("result", result)
    writer.field("policyVersion", policyVersion)
    writer.field("mappingVersion", mappingVersion)
    writer.field("ruleVersion", ruleVersion)
    return writer.finish()
  }

  /// What only the audit keeps, in the same form.
  package var kept: [UInt8] {
    var writer = EntryWriter(reserving: 256)
    writer.field("peer", peer)
    writer.field("address", address)
    writer.field("holder", holder)
    writer.field("decision", decision.rawValue)
    writer.field("code", code)
    writer.field("rule", rule)
    writer.field("conditionValues", conditionValues.map { (key: $0.attribute, value: $0.value) })
    writer.field("latencyMicros", latencyMicros)
    return writer.finish()
  }
}
