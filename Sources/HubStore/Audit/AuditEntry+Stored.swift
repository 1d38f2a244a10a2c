import HubCrypto
import HubModel

extension AuditEntry {
  /// From the text of a row of `audit.entry`; nil where it is no answer's entry.
  init?(told: [String: EntryReader.Value], kept: [String: EntryReader.Value]) {
    guard let requestID = told["requestId"]?.text, let client = told["client"]?.text, let key = told["key"]?.text,
      let action = told["action"]?.text.flatMap(Action.init), let entity = told["entity"]?.text,
      case .list(let attributes) = told["attributes"], let purpose = told["purpose"]?.text,
      let at = told["at"]?.number, let decision = kept["decision"]?.text.flatMap(Effect.init), let code = kept["code"]?.text
    else { return nil }
    self.init(
      requestID: requestID, item: told["item"]?.number.map { Int($0) }, clientID: client, keyID: key, action: action,
      entity: entity, attributes: attributes, answerForm: told["answerForm"]?.text, purpose: purpose,
      context: (told["context"]?.pairs ?? []).map { (key: $0.0, value: $0.1) }, peer: kept["peer"]?.text ?? "",
      address: kept["address"]?.text ?? "", at: at, subject: told["subject"]?.fingerprint,
      holder: kept["holder"]?.fingerprint, decision: decision, code: code, rule: kept["rule"]?.text,
      result: told["result"]?.text,
      conditionValues: (kept["conditionValues"]?.pairs ?? []).map { (attribute: $0.0, value: $0.1) },
      policyVersion: told["policyVersion"]?.text ?? "", mappingVersion: told["mappingVersion"]?.text ?? "",
      ruleVersion: told["ruleVersion"]?.text ?? "", latencyMicros: kept["latencyMicros"]?.number ?? 0)
  }
}

extension EntryReader.Value {
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Int64? { if case .number(let number) = self { number } else { nil } }
  var pairs: [(String, String)]? { if case .pairs(let keys, let values) = self { Array(zip(keys, values)) } else { nil } }
  var fingerprint: Fingerprint? { text.flatMap { Hex.decode($0) }.flatMap { Fingerprint($0) } }
}
