package import HubModel

/// One question and what was decided and answered: everything that deciding it again takes, and nothing personal.
package struct AuditEntry: Sendable {
  package enum Action: String, Sendable { case verify, read, aggregate, export }
  package enum Effect: String, Sendable { case allow, deny }

  /// UUIDv7 as the answer names it; the items of a batch share it.
  package var requestID: String
  /// Position within a batch, 0-based.
  package var item: Int?
  package var clientID: String
  /// Name of the client's key that signed the token.
  package var keyID: String
  package var action: Action
  package var entity: String
  package var attributes: [String]
  /// `twoWay`, `threeWay` or `perAttribute`; nil where nothing was granted.
  package var answerForm: String?
  package var purpose: String
  /// The references of the question's context, by key, in the order of `itemCode, caseNo, material, onBehalfOf, authorization,
  /// emergency`.
  package var context: [(key: String, value: String)]
  /// The peer's address and, where a trusted proxy stands between, the address derived from its header.
  package var peer: String
  package var address: String
  /// Microseconds since 1970.
  package var at: Int64
  /// The subject of the number asked about, under the audit key; nil where the number could not be read.
  package var subject: Fingerprint?
  /// Whose record the number led to, under the audit key, where that is somebody under another number.
  package var holder: Fingerprint?
  package var decision: Effect
  /// `allowed`, or the code of the refusal.
  package var code: String
  /// The grant or deny that decided.
  package var rule: String?
  /// The word of the answer; nil where none was given.
  package var result: String?
  /// Values of the level 1–2 attributes that row conditions looked at.
  package var conditionValues: [(attribute: String, value: String)]
  package var policyVersion: String
  package var mappingVersion: String
  package var ruleVersion: String
  package var latencyMicros: Int64

  package init(
    requestID: String, item: Int? = nil, clientID: String, keyID: String, action: Action, entity: String,
    attributes: [String], answerForm: String? = nil, purpose: String, context: [(key: String, value: String)],
    peer: String, address: String, at: Int64, subject: Fingerprint?,
    holder: Fingerprint? = nil, decision: Effect, code: String, rule: String? = nil,
    result: String? = nil, conditionValues: [(attribute: String, value: String)] = [], policyVersion: String,
    mappingVersion: String, ruleVersion: String, latencyMicros: Int64
  ) {
    self.requestID = requestID
    self.item = item
    self.clientID = clientID
    self.keyID = keyID
    self.action = action
    self.entity = entity
    self.attributes = attributes
    self.answerForm = answerForm
    self.purpose = purpose
    self.context = context
    self.peer = peer
    self.address = address
    self.at = at
    self.subject = subject
    self.holder = holder
    self.decision = decision
    self.code = code
    self.rule = rule
    self.result = result
    self.conditionValues = conditionValues
    self.policyVersion = policyVersion
    self.mappingVersion = mappingVersion
    self.ruleVersion = ruleVersion
    self.latencyMicros = latencyMicros
  }
}
