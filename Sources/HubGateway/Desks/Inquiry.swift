import HubModel
import HubPolicy
import HubStore

/// One question on its way from the decision to the answer.
struct Inquiry: Sendable {
  let question: Question
  /// Nil where the number could not be read.
  let subject: Subject?
  var decision: Decision
  var problem: Problem?
  var verdict: Verdict?
  /// What row conditions looked at.
  var conditionValues: [(attribute: String, value: String)] = []
  /// The subject the answer is about, where an alias led to another.
  var audited: Subject?

  init(question: Question, subject: Subject?, decision: Decision) {
    self.question = question
    self.subject = subject
    self.decision = decision
    audited = subject
    problem = Self.problem(decision) ?? question.problem
  }

  /// Nil while nothing was refused.
  static func problem(_ decision: Decision) -> Problem? {
    guard decision.effect == .deny else { return nil }
    var problem = Problem(ProblemCode(rawValue: decision.code.rawValue) ?? .evaluationError)
    if decision.code == .contextRequired {
      let words = decision.missingContext.words.joined(separator: ", ")
      problem.zh = "缺少 \(words)"
      problem.en = "missing: \(words)"
    } else if let rule = decision.rule {
      problem.zh = "规则 \(rule)"
      problem.en = "rule \(rule)"
    }
    return problem
  }

  func entry(_ exchange: Exchange, keys: VerificationKeys) -> AuditEntry {
    let isRefused = problem != nil || !decision.isAllowed
    var entry = exchange.entry(
      action: .verify, entity: question.entity, attributes: question.attributes, purpose: question.purpose,
      context: question.context, subject: subject.map(keys.audited), effect: isRefused ? .deny : .allow,
      code: problem?.code.rawValue ?? decision.code.rawValue)
    if let audited, audited != subject { entry.holder = keys.audited(audited) }
    entry.rule = decision.rule
    entry.result = verdict?.result.rawValue
    entry.conditionValues = conditionValues
    if verdict != nil { entry.answerForm = decision.answerForm.wireWord }
    return entry
  }
}

extension AnswerForm {
  var wireWord: String {
    switch self {
    case .twoWay: "twoWay"
    case .threeWay: "threeWay"
    case .perAttribute: "perAttribute"
    }
  }
}
