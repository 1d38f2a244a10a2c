/// How much a deployment asks of the people who run it.
enum Profile: String, CaseIterable, Sendable {
  /// One person and invented data: nobody signs in as long as the published policy set has no people, and one person publishes.
  case development
  /// Everybody signs in, and a policy set counts with two signatures only.
  case production
}
