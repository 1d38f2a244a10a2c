/// How data is shared (条例 14–15), as its mapping says, and the clocks that follow from it (21–22).
package enum SharingClass: String, Sendable, CaseIterable, Comparable {
  case unconditional, conditional
  /// 不予共享.
  case notShared = "none"

  package static func < (a: SharingClass, b: SharingClass) -> Bool { a.rank < b.rank }
  private var rank: Int { self == .unconditional ? 0 : self == .conditional ? 1 : 2 }

  /// Working days within which a request is answered.
  package var answerDays: Int { self == .unconditional ? 1 : 10 }
  /// Working days by which the answer may be put off, once.
  package var extensionDays: Int { self == .conditional ? 10 : 0 }
  /// Working days from the consent to the sharing itself.
  package static let shareDays = 20

  package var zh: String {
    switch self {
    case .unconditional: "无条件共享"
    case .conditional: "有条件共享"
    case .notShared: "不予共享"
    }
  }

  package var en: String {
    switch self {
    case .unconditional: "shared unconditionally"
    case .conditional: "shared on conditions"
    case .notShared: "not shared"
    }
  }
}
