import HubModel
import HubPolicy

/// A fault of a file, for scripts.
struct DiagnosticLine: Encodable {
  var file: String
  var line: Int
  var column: Int
  var severity: String
  var code: String
  var zh: String
  var en: String
  var nearest: String?

  init(_ diagnostic: Diagnostic, folder: String) {
    file = "\(folder)/\(diagnostic.file)"
    line = diagnostic.line
    column = diagnostic.column
    severity = diagnostic.severity.rawValue
    code = diagnostic.code
    zh = diagnostic.zh
    en = diagnostic.en
    nearest = diagnostic.nearest
  }
}

/// What `policy test` found, for scripts.
struct TrialOutcome: Encodable {
  struct Coverage: Encodable {
    var covered: Int
    var total: Int
    var percent: Int
    var untested: [Rule]
  }

  struct Rule: Encodable {
    var rule: String
    var file: String
    var line: Int
  }

  var passed: Int
  var failed: Int
  var faults: [DiagnosticLine]
  var coverage: Coverage

  init(_ report: TrialReport, folder: String) {
    passed = report.results.count { $0.isPassed }
    failed = report.results.count - passed
    faults = report.results.flatMap(\.faults).map { DiagnosticLine($0, folder: folder) }
    let untested = report.coverage.untested.map { Rule(rule: $0.rule, file: "\(folder)/\($0.file)", line: $0.line) }
    coverage = Coverage(
      covered: report.coverage.covered, total: report.coverage.total, percent: report.coverage.percent, untested: untested)
  }

  /// For people.
  func show(_ report: TrialReport, folder: String) {
    let isChinese = Terminal.isChinese
    Diagnostics.show(report.results.flatMap(\.faults), folder: folder)
    for rule in coverage.untested {
      Terminal.note("\(rule.file):\(rule.line): " + (isChinese ? "没有测试：\(rule.rule)" : "not tested: \(rule.rule)"))
    }
    let share = "\(coverage.covered)/\(coverage.total)"
    Terminal.say(
      isChinese
        ? "通过 \(passed)，未通过 \(failed)；规则覆盖 \(share)（\(coverage.percent)%）"
        : "\(passed) passed, \(failed) failed; \(share) rules covered (\(coverage.percent) %)")
  }
}
