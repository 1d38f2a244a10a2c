import HubModel

/// What public rules alone say about the places of a number: how many characters can stand there.
struct NumberLayout {
  /// Two neighbours that are one word: how many are left where both, only the first or only the second is hidden.
  struct Pair {
    var place: Int
    var both: Double
    var first: Double
    var second: Double
  }

  let length: Int
  var pairs: [Pair] = []
  /// Places that do not depend on others.
  var singles: [Int: Double] = [:]
  /// Places that the others give; where one is visible it rules out all but one in so many.
  var checks: [Int: Double] = [:]

  func candidates(isHidden: (Int) -> Bool) -> Double {
    var left = 1.0
    for pair in pairs {
      switch (isHidden(pair.place), isHidden(pair.place + 1)) {
      case (true, true): left *= pair.both
      case (true, false): left *= pair.first
      case (false, true): left *= pair.second
      case (false, false): break
      }
    }
    for (place, count) in singles where isHidden(place) { left *= count }
    for (place, count) in checks where !isHidden(place) { left = max(1, left / count) }
    return left
  }
}

extension NumberLayout {
  /// Nil for types without such rules.
  static func of(_ type: ValueType) -> NumberLayout? {
    switch type {
    case .identityNumber: identityNumber
    case .enterpriseCode: creditCode
    case .phone: mobile
    case .region: NumberLayout(length: 6, pairs: county(at: 0))
    case .date: NumberLayout(length: 10, pairs: day(century: 0, month: 5, day: 8))
    default: nil
    }
  }

  /// GB 11643: some 3,000 counties, the days of a century, 1,000 sequence numbers, a check character.
  private static let identityNumber = NumberLayout(
    length: 18, pairs: county(at: 0) + day(century: 6, month: 10, day: 12), singles: tens(14..<17), checks: [17: 11])

  /// GB 32100: department, kind, county, an organisation's code with its check character, a check character.
  private static let creditCode = NumberLayout(
    length: 18, pairs: county(at: 2), singles: tens(8..<16).merging([0: 2, 1: 3]) { $1 }, checks: [16: 11, 17: 31])

  /// A mobile number begins with 1, then 3 to 9.
  private static let mobile = NumberLayout(length: 11, singles: tens(2..<11).merging([0: 1, 1: 7]) { $1 })

  private static func tens(_ places: Range<Int>) -> [Int: Double] {
    Dictionary(uniqueKeysWithValues: places.map { ($0, 10) })
  }

  /// GB/T 2260: province, prefecture, county.
  private static func county(at place: Int) -> [Pair] {
    [
      Pair(place: place, both: 31, first: 5, second: 5), Pair(place: place + 2, both: 11, first: 1.5, second: 8),
      Pair(place: place + 4, both: 9, first: 1.5, second: 8),
    ]
  }

  /// Days of the last hundred years. A year of two digits is one of them, whatever its century.
  private static func day(century: Int, month: Int, day: Int) -> [Pair] {
    [
      Pair(place: century, both: 1.6, first: 1, second: 1), Pair(place: century + 2, both: 62, first: 6.2, second: 10),
      Pair(place: month, both: 12, first: 1.3, second: 7.5), Pair(place: day, both: 30.4, first: 3.1, second: 9.5),
    ]
  }
}
