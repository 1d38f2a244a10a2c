import HubStandards

/// Ages in bands of so many years: `30-39`. The oldest are so few that they share one band.
struct AgeBand {
  private static let oldest = 90
  let width: Int

  /// Nil where the date is none, or after today.
  func text(born text: String, today: CivilDate?) -> String? {
    guard let today, let born = try? CivilDate.parse(text), born <= today else { return nil }
    let isBirthdayPast = (today.month, today.day) >= (born.month, born.day)
    let age = today.year - born.year - (isBirthdayPast ? 0 : 1)
    let from = age / width * width
    let top = Self.oldest / width * width
    if from >= top { return "\(top)+" }
    return width == 1 ? "\(from)" : "\(from)-\(from + width - 1)"
  }
}
