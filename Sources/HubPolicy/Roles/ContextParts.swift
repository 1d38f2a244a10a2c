/// The parts of a question's context that are present.
package struct ContextParts: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// 实施编码.
  package static let itemCode = ContextParts(rawValue: 1)
  /// 办件编号.
  package static let caseNo = ContextParts(rawValue: 2)
  package static let material = ContextParts(rawValue: 4)
  package static let onBehalfOf = ContextParts(rawValue: 8)
  /// 授权书 or 承诺书.
  package static let authorization = ContextParts(rawValue: 16)
  /// 应急事由: opens grants that break the glass, and nothing else.
  package static let emergency = ContextParts(rawValue: 32)

  /// The words of the wire and of `require:`.
  package static let words = ["itemCode", "caseNo", "material", "onBehalfOf", "authorization", "emergency"]
  static let all = ContextParts(rawValue: 63)

  package init?(word: String) {
    guard let index = ContextParts.words.firstIndex(of: word) else { return nil }
    self.init(rawValue: 1 << UInt8(index))
  }

  package var words: [String] {
    ContextParts.words.enumerated().filter { rawValue & (1 << UInt8($0.offset)) != 0 }.map(\.element)
  }
}
