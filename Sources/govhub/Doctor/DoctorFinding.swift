/// A sentence in both languages of the people who read it.
struct Told: Sendable, Equatable {
  var zh: String
  var en: String

  var shown: String { Terminal.isChinese ? zh : en }
}

/// What a check of `govhub doctor` found, and what to do. Names roles, tables, settings and numbers; never a value of the data.
struct DoctorFinding: Sendable, Equatable {
  enum Severity: String, Sendable, CaseIterable, Encodable {
    /// A protection does not hold.
    case fault
    /// It holds, but not for long or not against everybody.
    case warning
    /// Good to know, or right on a machine of one's own only.
    case advice

    var word: Told {
      switch self {
      case .fault: Told(zh: "故障", en: "FAULT")
      case .warning: Told(zh: "警告", en: "warning")
      case .advice: Told(zh: "建议", en: "advice")
      }
    }
  }

  /// Stable kebab-case word.
  var id: String
  var severity: Severity
  var found: Told
  var remedy: Told

  init(_ id: String, _ severity: Severity, _ found: Told, remedy: Told) {
    self.id = id
    self.severity = severity
    self.found = found
    self.remedy = remedy
  }

  /// What a check looks at is hidden from the login that asks.
  static func notVisible(_ id: String) -> DoctorFinding {
    DoctorFinding(
      id, .advice, Told(zh: "此登录角色看不到该项", en: "not visible to this login"),
      remedy: Told(
        zh: "以数据库属主（或 pg_monitor 成员）的登录角色再运行一次", en: "Run it again as the schema's owner, or as a member of pg_monitor."))
  }
}
