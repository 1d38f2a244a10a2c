/// Rules as columns of bits, with a row for each thing that a rule can have.
///
/// Which rules have all, or some, of what is asked takes a few words of AND or OR for every 64 rules, and no look at a rule.
struct RuleMatrix: Sendable {
  private let words: Int
  /// Word `w` of row `b` stands at `b * words + w`.
  private let rows: [UInt64]

  /// A mask for each rule.
  init(_ masks: [UInt128]) {
    let words = (masks.count + 63) / 64
    var rows = [UInt64](repeating: 0, count: UInt128.bitWidth * words)
    for (index, mask) in masks.enumerated() {
      var rest = mask
      while rest != 0 {
        rows[rest.trailingZeroBitCount * words + index / 64] |= 1 << UInt64(index % 64)
        rest &= rest - 1
      }
    }
    self.words = words
    self.rows = rows
  }

  /// The first rule from `start` on that has every bit of `wanted`, which has at least one.
  func first(from start: Int, havingAll wanted: UInt128) -> Int? {
    guard wanted != 0 else { return nil }
    return first(from: start) { word in
      var found = UInt64.max
      var rest = wanted
      while rest != 0, found != 0 {
        found &= rows[rest.trailingZeroBitCount * words + word]
        rest &= rest - 1
      }
      return found
    }
  }

  /// The first rule from `start` on that has some bit of `wanted`.
  func first(from start: Int, havingAny wanted: UInt128) -> Int? {
    first(from: start) { word in
      var found: UInt64 = 0
      var rest = wanted
      while rest != 0 {
        found |= rows[rest.trailingZeroBitCount * words + word]
        rest &= rest - 1
      }
      return found
    }
  }

  @inline(__always)
  private func first(from start: Int, _ column: (Int) -> UInt64) -> Int? {
    var visible = UInt64.max << UInt64(start % 64)
    var word = start / 64
    while word < words {
      let found = column(word) & visible
      if found != 0 { return word * 64 + found.trailingZeroBitCount }
      visible = .max
      word += 1
    }
    return nil
  }
}
