import HubModel

/// The tests of a set, run.
package struct TrialReport: Sendable {
  package let results: [TrialResult]
  package let coverage: RuleCoverage
  /// `role/id` of grants and denies that decide in no passing test.
  package var untested: [String] { coverage.untested.map(\.rule) }
  package var isPassed: Bool { results.allSatisfy(\.isPassed) }
}

extension PolicySet {
  /// Runs every `_test.yaml`. `time` (µs since 1970) is taken for tests that state no time.
  package func runTrials(at time: Int64) -> TrialReport {
    var results: [TrialResult] = []
    var decided: Set<String> = []
    for file in trials {
      let runner = TrialRunner(policy: CompiledPolicy(adding(file.principals)), time: time, file: file.file)
      for trial in file.trials {
        let (result, rule) = runner.run(trial)
        results.append(result)
        if result.isPassed, let rule { decided.insert(rule) }
      }
    }
    return TrialReport(results: results, coverage: RuleCoverage(of: roles, decided: decided))
  }

  private func adding(_ principals: [Client]) -> PolicySet {
    PolicySet(
      model: model, purposes: purposes, masks: masks, aggregates: aggregates, roles: roles, clients: clients + principals,
      people: people, requests: requests, calendar: calendar, trials: [], files: files)
  }
}

/// Runs the tests of one file.
struct TrialRunner {
  let policy: CompiledPolicy
  let time: Int64
  let file: String

  /// The rule is the one that decided.
  func run(_ trial: Trial) -> (TrialResult, rule: String?) {
    switch trial.kind {
    case .mask(let mask):
      let shown = try? mask.mask.apply(mask.value, Masking(at: mask.time ?? time))
      let faults = shown == mask.expected ? [] : [fault(trial, "脱敏结果", "masked value", mask.expected ?? "null", shown ?? "null")]
      return (result(trial, faults), nil)
    case .decision(let asked):
      let decision = decide(asked)
      return (result(trial, faults(asked, decision, trial)), decision.rule)
    }
  }

  private func decide(_ trial: DecisionTrial) -> Decision {
    var request = trial.request
    request.time = trial.time ?? time
    if request.network == nil { request.network = policy.client(request.clientID)?.networks.first?.base }
    let decision = policy.decide(request)
    guard let row = trial.row else { return decision }
    return decision.settled { row[$0] }
  }

  private func faults(_ asked: DecisionTrial, _ decision: Decision, _ trial: Trial) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    func expect(_ wanted: String?, _ found: String, _ zh: String, _ en: String) {
      if let wanted, wanted != found { faults.append(fault(trial, zh, en, wanted, found)) }
    }
    let code = decision.code.rawValue
    if decision.effect != (asked.isAllowed ? .allow : .deny) {
      expect(asked.isAllowed ? "allow" : "deny", "\(decision.effect.rawValue) (\(code))", "结论", "effect")
    }
    expect(asked.code?.rawValue, code, "代码", "code")
    let rule = decision.rule ?? "-"
    let shortRule = rule.split(separator: "/").last.map(String.init) ?? rule
    expect(asked.rule, asked.rule?.contains("/") == true ? rule : shortRule, "规则", "rule")
    expect(asked.answer?.rawValue, decision.answerForm.rawValue, "答复形式", "answer")
    expect(
      asked.missing?.words.joined(separator: ", "), decision.missingContext.words.joined(separator: ", "), "缺少的办理信息",
      "missing context")
    expect(asked.masks.map(TrialRunner.words), TrialRunner.words(decision.masks.mapValues(\.name)), "脱敏", "masks")
    return faults
  }

  private static func words(_ masks: [String: String]) -> String {
    masks.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  private func fault(_ trial: Trial, _ zh: String, _ en: String, _ wanted: String, _ found: String) -> Diagnostic {
    Diagnostic(
      file: file, line: trial.line, column: 1, code: "test-failed", zh: "\(trial.title)：\(zh)应为 \(wanted)，实为 \(found)",
      en: "\(trial.title): expected \(en) \(wanted), found \(found)")
  }

  private func result(_ trial: Trial, _ faults: [Diagnostic]) -> TrialResult {
    TrialResult(file: file, line: trial.line, title: trial.title, faults: faults)
  }
}
