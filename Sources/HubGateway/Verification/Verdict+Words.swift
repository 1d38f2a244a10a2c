extension Verdict {
  func resultText(entity: String, chinese: Bool) -> String {
    let text = Self.text(result, entity: entity, chinese: chinese)
    guard let caution else { return text }
    return chinese ? "\(text)（\(caution.zh)）" : "\(text) (\(caution.en))"
  }

  private static func text(_ result: Result, entity: String, chinese: Bool) -> String {
    switch result {
    case .match: chinese ? "一致" : "match"
    case .mismatch: chinese ? "不一致" : "mismatch"
    case .notFound where entity == "enterprise": chinese ? "库中无此企业" : "no such enterprise in this register"
    case .notFound: chinese ? "库中无此号" : "no such number in this register"
    case .noMatch: chinese ? "未能核实一致" : "not verified as matching"
    case .indeterminate: chinese ? "无法核验" : "cannot be verified"
    }
  }

  var isUpstreamMatter: Bool { result == .notFound || reason == .outOfCoverage }
}

extension Verdict.Reason {
  func text(chinese: Bool) -> String {
    switch self {
    case .empty: chinese ? "库中该项为空" : "the register has no value"
    case .conflict: chinese ? "多源不一致" : "sources disagree"
    case .outOfCoverage: chinese ? "超出覆盖范围" : "outside what the register covers"
    case .stale: chinese ? "数据过期" : "the data are too old"
    case .quarantined: chinese ? "数据待核" : "the data are under review"
    }
  }
}
