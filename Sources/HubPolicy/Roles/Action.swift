/// What a request wants to do with an entity.
package enum Action: String, Sendable, CaseIterable {
  /// Compare what the caller says with what is stored.
  case verify
  /// See stored values, masked where the grant says so.
  case read
  /// Count and sum over many records, of which none is shown.
  case aggregate
  /// Take stored values away in bulk, masked where the grant says so.
  case export

  /// True where values of single records leave the hub.
  package var showsRecords: Bool { self == .read || self == .export }

  /// Two bits of the key of a grant.
  var number: UInt64 {
    switch self {
    case .verify: 0
    case .read: 1
    case .aggregate: 2
    case .export: 3
    }
  }

  /// `verify:, read: …`, as files name them.
  static let keys = allCases.map { "\($0.rawValue):" }.joined(separator: ", ")
}

/// How much a verification tells. The order is from the least to the most telling.
package enum AnswerForm: String, Sendable, CaseIterable, Comparable {
  /// `match` or one `noMatch` for mismatch, absent and hidden.
  case twoWay = "two_way"
  /// Tells `mismatch` from `notFound`.
  case threeWay = "three_way"
  /// Tells it for each attribute.
  case perAttribute = "per_attribute"

  package static func < (a: AnswerForm, b: AnswerForm) -> Bool { a.rank < b.rank }
  private var rank: Int { self == .twoWay ? 0 : self == .threeWay ? 1 : 2 }
}
