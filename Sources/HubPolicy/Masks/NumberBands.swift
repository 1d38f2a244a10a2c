/// Bands of a number, each from its lower edge to below the next: `100000–500000`.
package enum NumberBands: Sendable, Equatable {
  case width(Int)
  /// Ascending, at least one.
  case edges([Int])

  /// Nil where the value is no decimal number, or has more than fifteen digits before its point.
  func text(of value: String) -> String? {
    guard let number = NumberBands.floor(value) else { return nil }
    switch self {
    case .width(let width):
      let from = number / width * width
      return number < 0 ? "<0" : "\(from)–\(from + width)"
    case .edges(let edges):
      guard let next = edges.firstIndex(where: { number < $0 }) else { return edges.last.map { "≥\($0)" } }
      return next == 0 ? "<\(edges[0])" : "\(edges[next - 1])–\(edges[next])"
    }
  }

  /// How many whole numbers the narrowest band holds.
  var narrowest: Int {
    switch self {
    case .width(let width): width
    case .edges(let edges):
      // Below the first edge lie the numbers from zero.
      zip([0] + edges, edges).map { $1 - $0 }.filter { $0 > 0 }.min() ?? .max
    }
  }

  /// The whole number at or below a decimal: edges are whole, so that it decides the band exactly.
  private static func floor(_ value: String) -> Int? {
    let isNegative = value.utf8.first == 0x2D
    let digits = value.utf8.dropFirst(isNegative ? 1 : 0)
    let whole = digits.prefix { $0 != 0x2E }
    let fraction = digits.dropFirst(whole.count + 1)
    guard (1...15).contains(whole.count), whole.allSatisfy(isDigit), fraction.allSatisfy(isDigit),
      let number = Int(String(decoding: whole, as: UTF8.self))
    else { return nil }
    return isNegative ? -number - (fraction.contains { $0 != 0x30 } ? 1 : 0) : number
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
