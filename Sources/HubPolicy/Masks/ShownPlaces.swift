/// The places of a value that a mask shows: two stretches, either of which may be empty.
struct ShownPlaces: Equatable {
  let head: Range<Int>
  let tail: Range<Int>

  /// A value of which less than a third would be hidden is a short one: half of it stays hidden, and the head is kept before
  /// the tail.
  init(first: Int, last: Int, of count: Int) {
    var (shownFirst, shownLast) = (first, last)
    if first + last > count || (count - first - last) * 3 < count {
      let room = count / 2
      shownFirst = min(first, room)
      shownLast = min(last, room - shownFirst)
    }
    head = 0..<shownFirst
    tail = (count - shownLast)..<count
  }

  /// Places counted from 1, under the same rule.
  init(only shown: ClosedRange<Int>, of count: Int) {
    let start = min(shown.lowerBound - 1, count)
    let length = min(shown.upperBound, count) - start
    head = start..<(start + ((count - length) * 3 < count ? min(length, count / 2) : length))
    tail = count..<count
  }

  func contains(_ place: Int) -> Bool { head.contains(place) || tail.contains(place) }

  /// A star for each character that is hidden.
  func render(_ value: [Character]) -> String {
    String(value.indices.map { contains($0) ? value[$0] : "*" })
  }
}

extension Mask.Kind {
  /// What is shown of a value of `count` characters; nil for kinds that do not go by place.
  func places(of count: Int) -> ShownPlaces? {
    switch self {
    case .keep(let first, let last): ShownPlaces(first: first, last: last, of: count)
    case .hide(let hidden):
      ShownPlaces(first: min(hidden.lowerBound - 1, count), last: max(0, count - hidden.upperBound), of: count)
    case .show(let shown): ShownPlaces(only: shown, of: count)
    default: nil
    }
  }
}
