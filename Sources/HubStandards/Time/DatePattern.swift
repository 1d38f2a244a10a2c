/// The forms of a date that departments write, named as a mapping names them. Digits after the year may lack their zero
/// where something stands between them.
package enum DatePattern: String, Sendable, CaseIterable {
  case dashed = "yyyy-MM-dd"
  case slashed = "yyyy/MM/dd"
  case dotted = "yyyy.MM.dd"
  case compact = "yyyyMMdd"
  case chinese = "yyyy年MM月dd日"

  /// Accepts the single-letter spelling too: `yyyy/M/d`.
  package init?(pattern: String) {
    let full = pattern.replacing("M", with: "MM").replacing("MMMM", with: "MM").replacing("d", with: "dd").replacing(
      "dddd", with: "dd")
    self.init(rawValue: full)
  }

  /// What stands between year and month, and between month and day.
  var separators: (UInt32, UInt32)? {
    switch self {
    case .dashed: (0x2D, 0x2D)
    case .slashed: (0x2F, 0x2F)
    case .dotted: (0x2E, 0x2E)
    case .chinese: (0x5E74, 0x6708)
    case .compact: nil
    }
  }
}

/// The forms of a time of day after its date.
package enum InstantPattern: String, Sendable, CaseIterable {
  case dashed = "yyyy-MM-dd HH:mm:ss"
  case slashed = "yyyy/MM/dd HH:mm:ss"
  case dotted = "yyyy.MM.dd HH:mm:ss"
  case compact = "yyyyMMddHHmmss"
  case chinese = "yyyy年MM月dd日 HH:mm:ss"
  /// With `T`; the offset decides, and Asia/Shanghai where there is none.
  case rfc3339 = "yyyy-MM-ddTHH:mm:ssXXX"

  var date: DatePattern {
    switch self {
    case .dashed, .rfc3339: .dashed
    case .slashed: .slashed
    case .dotted: .dotted
    case .compact: .compact
    case .chinese: .chinese
    }
  }
}
