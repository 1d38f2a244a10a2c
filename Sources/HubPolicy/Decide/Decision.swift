import HubModel

/// What the policy says to one request, with what the answer has to observe.
package struct Decision: Sendable {
  package enum Effect: String, Sendable {
    case allow, deny
    /// Not yet allowed: `settled(row:)` turns it into one or the other when the row has been read.
    case conditional
  }

  package internal(set) var effect: Effect
  package internal(set) var code: DecisionCode
  /// `role/id` of the grant or deny that decided; nil where no rule did.
  package internal(set) var rule: String?
  /// The parts that `context-required` misses.
  package internal(set) var missingContext: ContextParts = []

  package let action: Action
  package let entity: String
  package let attributes: [String]
  let purpose: Purpose?
  var grant: CompiledGrant?
  /// Grants with row conditions that could apply, in the order in which they are tried.
  var candidates: [CompiledGrant] = []

  package var isAllowed: Bool { effect == .allow }
  package var answerForm: AnswerForm { grant?.grant.answer ?? .twoWay }
  /// By attribute; those that are absent are shown in clear.
  package var masks: [String: Mask] { grant?.grant.masks ?? [:] }
  package var deceased: Purpose.Disclosure { purpose?.deceased ?? .indeterminate }
  package var superseded: Purpose.Disclosure { purpose?.superseded ?? .indeterminate }
  /// Seconds; nil: the dataset's own limit.
  package var maxAge: Int? { grant?.grant.maxAge }
  package var quota: Quota? { grant?.quota }
  /// The role of the deciding grant, to which its quota belongs.
  package var role: String? { grant?.role }

  /// The level 1–2 attributes that `settled(row:)` will ask for.
  package var rowAttributes: [String] {
    candidates.flatMap { $0.grant.when.map(\.attribute) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// - Parameter row: canonical value of a level 1–2 attribute; nil where the row has none.
  package func settled(row: (String) -> String?) -> Decision {
    guard effect == .conditional else { return self }
    var refusal: (grant: CompiledGrant, code: DecisionCode)?
    for candidate in candidates {
      guard let code = candidate.refusal(of: row) else { return settled(.allow, .allowed, candidate) }
      refusal = refusal ?? (candidate, code)
    }
    guard let refusal else { return refused(.evaluationError) }
    return settled(.deny, refusal.code, refusal.grant)
  }

  /// True if the request is allowed for this row.
  package func permits(row: (String) -> String?) -> Bool { settled(row: row).isAllowed }

  private func settled(_ effect: Effect, _ code: DecisionCode, _ grant: CompiledGrant) -> Decision {
    var result = self
    result.effect = effect
    result.code = code
    result.rule = grant.rule
    result.grant = grant
    result.candidates = []
    return result
  }

  /// The same request refused for a reason that was found later, for example a quota.
  package func refused(_ code: DecisionCode) -> Decision {
    var result = self
    result.effect = .deny
    result.code = code
    result.candidates = []
    return result
  }
}
