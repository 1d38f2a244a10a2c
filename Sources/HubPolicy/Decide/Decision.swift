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
  /// The grant that decided; while the record is not yet read, the one that is tried first.
  var grant: CompiledGrant?
  /// Grants that apply if the record meets their conditions, as they are tried; nil where the record does not matter.
  var candidates: GrantSearch?

  package var isAllowed: Bool { effect == .allow }
  /// Allowed by nothing but a stated emergency: somebody is to be told, and to look at it afterwards.
  package var isBreakGlass: Bool { isAllowed && grant?.grant.isBreakGlass == true }
  package var answerForm: AnswerForm { grant?.grant.answer ?? .twoWay }
  /// By attribute; those that are absent are shown in clear.
  package var masks: [String: Mask] { grant?.grant.masks ?? [:] }
  package var deceased: Purpose.Disclosure { purpose?.deceased ?? .indeterminate }
  package var superseded: Purpose.Disclosure { purpose?.superseded ?? .indeterminate }
  /// How old the data may be, in seconds, beside the dataset's own limit; nil: no more is asked. Of all grants that could apply the
  /// strictest counts, lest an answer that the data are too old tells whether there is a record.
  package var maxAge: Int? { candidates?.compactMap(\.grant.freshWithin).min() ?? grant?.grant.freshWithin }
  package var quota: Quota? { grant?.quota }
  /// The role in which the grant stands, and to which its quota belongs.
  package var role: String? { grant?.role }

  /// The level 1–2 attributes that `settled(row:)` asks for.
  package var rowAttributes: [String] {
    let names = candidates?.flatMap { $0.grant.when.map(\.attribute) } ?? []
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The first grant whose conditions hold for the record decides. A value that is none of its type denies at once.
  ///
  /// - Parameter row: canonical value of a level 1–2 attribute; nil where the row has none.
  package func settled(row: (String) -> String?) -> Decision {
    guard effect == .conditional, let candidates else { return self }
    var refusal: (grant: CompiledGrant, code: DecisionCode)?
    for candidate in candidates {
      guard let code = candidate.refusal(of: row) else { return settled(.allow, .allowed, candidate) }
      if code == .evaluationError { return settled(.deny, code, candidate) }
      if refusal == nil || code.isFault && refusal?.code == .conditionFailed { refusal = (candidate, code) }
    }
    guard let refusal else { return refused(.evaluationError) }
    return settled(.deny, refusal.code, refusal.grant)
  }

  private func settled(_ effect: Effect, _ code: DecisionCode, _ grant: CompiledGrant) -> Decision {
    var result = self
    result.effect = effect
    result.code = code
    result.rule = grant.rule
    result.grant = grant
    return result
  }

  /// The same request refused for a reason that was found later, for example a quota.
  package func refused(_ code: DecisionCode) -> Decision {
    var result = self
    result.effect = .deny
    result.code = code
    return result
  }
}
