/// How long the audit is kept: whole years, three at least (政务数据共享条例 29, 网络数据安全管理条例 12).
package struct AuditRetention: Sendable, Equatable, CustomStringConvertible {
  package let years: Int32

  package static let lawful = AuditRetention(years: 3)

  private init(years: Int32) { self.years = years }

  /// Reads `3y`; nil where it is no number of years, or one that the law does not allow.
  package init?(_ text: String) {
    guard let years = Int32(text.dropLast()), "\(years)y" == text, (3...100).contains(years) else { return nil }
    self.years = years
  }

  package var description: String { "\(years)y" }
}
