package import HubModel

extension Mask {
  /// How many values fit what is shown, by public rules alone; nil where that cannot be said (names, free text).
  ///
  /// Identity numbers (GB 11643): 3,000 counties, the days of a century, 1,000 sequence numbers, and a check character that the rest gives.
  package func candidatesLeft(of type: ValueType) -> Double? {
    switch (kind, type) {
    case (.withhold, _), (.fixed, _): .infinity
    case (.keep(let first, let last), .identityNumber): Mask.identityCandidates(hidden: first..<(18 - last))
    case (.keep(let first, let last), .enterpriseCode): Mask.power(10, of: max(0, 9 - last - max(0, first - 8)))
    case (.keep(let first, let last), .phone): Mask.power(10, of: max(0, 11 - first - last))
    case (.year, .date): 365
    default: nil
    }
  }

  private static let identityWeights: [(digits: Range<Int>, count: Double)] = [
    (0..<6, 3000), (6..<10, 100), (10..<12, 12), (12..<14, 30.4), (14..<17, 1000),
  ]

  private static func identityCandidates(hidden: Range<Int>) -> Double {
    guard !hidden.isEmpty else { return 1 }
    var candidates = 1.0
    for (digits, count) in identityWeights {
      let overlap = digits.clamped(to: hidden)
      if overlap == digits { candidates *= count } else { candidates *= power(10, of: overlap.count) }
    }
    // A visible check character rules out ten of eleven.
    return hidden.contains(17) ? candidates : max(1, candidates / 11)
  }

  private static func power(_ base: Double, of exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
