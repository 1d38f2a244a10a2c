/// SplitMix64, started anew for every row from (seed, stream, row): any row can be made again without those before it.
struct SampleRandom {
  /// What the numbers are drawn for; streams of one row are independent of each other.
  enum Stream: UInt64 {
    case identity = 1, circumstances, firm, firmName, formerName, capital, earlierEdition, representative, taxpayer
    case plan, numberChange
  }

  private var state: UInt64

  init(seed: UInt64, _ stream: Stream, _ row: Int = 0) {
    state = SampleRandom.mix(seed ^ (stream.rawValue &* 0xD1B5_4A32_D192_ED03))
    state = SampleRandom.mix(state ^ (UInt64(truncatingIfNeeded: row) &* 0x9E37_79B9_7F4A_7C15))
  }

  /// Goes on from a key that an earlier draw gave.
  init(key: UInt64) { state = key }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SampleRandom.mix(state)
  }

  /// 0 ..< bound.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func isWithin(perMille: Int) -> Bool { below(1000) < perMille }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
