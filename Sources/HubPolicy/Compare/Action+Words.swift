extension AnswerForm {
  package var zh: String {
    switch self {
    case .twoWay: "两值"
    case .threeWay: "三值"
    case .perAttribute: "逐项"
    }
  }
}

extension Action {
  package var words: (zh: String, en: String) {
    switch self {
    case .verify: ("核验", "verify")
    case .read: ("读取", "read")
    case .aggregate: ("统计", "aggregate")
    case .export: ("导出", "export")
    }
  }
}
