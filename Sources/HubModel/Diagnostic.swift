/// One fault of a file that a person edits. All faults of a set are collected and shown at once, sorted.
public struct Diagnostic: Sendable, Hashable {
  public enum Severity: String, Sendable, Comparable {
    case error, warning
    public static func < (a: Severity, b: Severity) -> Bool { a == .error && b == .warning }
  }

  /// Path of the file relative to the set's folder.
  public var file: String
  /// 1-based; 0 where the fault concerns the file as a whole.
  public var line: Int
  public var column: Int
  public var severity: Severity
  /// Stable kebab-case word, for example `unknown-key`.
  public var code: String
  /// What is wrong, and what was expected, in both languages.
  public var zh: String
  public var en: String
  /// The nearest right word, where one is near.
  public var nearest: String?

  public init(
    file: String, line: Int, column: Int, severity: Severity = .error, code: String,
    zh: String, en: String, nearest: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.code = code
    self.zh = zh
    self.en = en
    self.nearest = nearest
  }

  /// `file:line:column: error: text [code]`, as editors parse it.
  public func rendered(chinese: Bool) -> String {
    let kind = chinese ? (severity == .error ? "错误" : "警告") : severity.rawValue
    let hint = nearest.map { chinese ? "（是否指 \($0)？）" : " (did you mean \($0)?)" } ?? ""
    return "\(file):\(line):\(column): \(kind): \(chinese ? zh : en)\(hint) [\(code)]"
  }
}

extension Diagnostic: Comparable {
  public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    (a.file, a.line, a.column, a.code) < (b.file, b.line, b.column, b.code)
  }
}
