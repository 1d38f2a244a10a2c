/// Seconds in the largest unit that leaves no rest: what a steward would write.
struct DurationWords {
  let text: String

  init(_ seconds: Int) {
    let units = [(86_400, "d"), (3600, "h"), (60, "m")]
    let unit = units.first { seconds >= $0.0 && seconds % $0.0 == 0 } ?? (1, "s")
    text = "\(seconds / unit.0)\(unit.1)"
  }
}
