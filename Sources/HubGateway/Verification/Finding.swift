/// What comparing one attribute showed.
enum Finding: Sendable, Equatable {
  case match
  case mismatch
  case empty
  /// Nothing can be said; nil: no source has authority.
  case unsure(Verdict.Reason?)
  /// The same, of a value that differs where the right one would be a match: the answer tells a guess from the truth.
  case doubtful(Verdict.Reason?)

  var word: Verdict.AttributeResult {
    switch self {
    case .match: .match
    case .mismatch: .mismatch
    case .empty: .empty
    case .unsure, .doubtful: .notChecked
    }
  }
}

extension Finding {
  /// True where the value asked for is not the one on record, and the answer may tell so.
  var isWrong: Bool {
    switch self {
    case .mismatch, .doubtful: true
    case .match, .empty, .unsure: false
    }
  }
}

extension Sequence<Finding> {
  /// One mismatch decides; else one gap leaves the whole open.
  var combined: (result: Verdict.Result, reason: Verdict.Reason?) {
    var open: (Verdict.Result, Verdict.Reason?)?
    for finding in self {
      switch finding {
      case .match: continue
      case .mismatch: return (.mismatch, nil)
      case .empty: open = open ?? (.indeterminate, .empty)
      case .unsure(let reason), .doubtful(let reason): open = open ?? (.indeterminate, reason ?? .outOfCoverage)
      }
    }
    return open ?? (.match, nil)
  }
}
