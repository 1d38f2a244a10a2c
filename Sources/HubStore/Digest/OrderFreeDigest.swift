import HubCrypto

/// The sum of the SM3 digests of all rows, modulo 2²⁵⁶: equal for equal rows whatever their order.
struct OrderFreeDigest: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private(set) var rows = 0

  mutating func add(_ row: [UInt8]) {
    SM3.digest(row).withBytes { bytes in
      func word(_ index: Int) -> UInt64 { UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)) }
      var carry: UInt64 = 0
      func plus(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (first, overflow) = a.addingReportingOverflow(b)
        let (sum, again) = first.addingReportingOverflow(carry)
        carry = (overflow ? 1 : 0) + (again ? 1 : 0)
        return sum
      }
      words.3 = plus(words.3, word(3))
      words.2 = plus(words.2, word(2))
      words.1 = plus(words.1, word(1))
      words.0 = plus(words.0, word(0))
    }
    rows += 1
  }

  var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
  }
}
