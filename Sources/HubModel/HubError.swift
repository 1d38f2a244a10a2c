/// An error of the hub. Its description never carries a value of the data, only what happened, where, and what to do.
public struct HubError: Error, Sendable, CustomStringConvertible {
  /// Stable kebab-case word, never reused for another meaning.
  public struct Code: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
    public var description: String { rawValue }
  }

  public enum Persistence: Sendable {
    /// Trying again with the same input fails again.
    case terminal
    /// The same call may succeed later.
    case transient
  }

  public var code: Code
  public var persistence: Persistence
  /// What happened, in one sentence, free of data.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?
  public var file: String
  public var line: Int

  public init(
    _ code: Code, _ message: String, remedy: String? = nil, persistence: Persistence = .terminal,
    file: String = #fileID, line: Int = #line
  ) {
    self.code = code
    self.persistence = persistence
    self.message = message
    self.remedy = remedy
    self.file = file
    self.line = line
  }

  public var description: String {
    let advice = remedy.map { " " + $0 } ?? ""
    return "\(message)\(advice) [\(code)]"
  }
}
