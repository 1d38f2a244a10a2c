/// What can be reckoned with a cursor column.
enum CursorKind: Sendable, Equatable {
  case instant
  case naiveInstant
  case date
  case wholeNumber
  case number
  case floatingNumber
  /// Has an order and no distance: texts, UUIDs, transaction numbers.
  case other

  /// - Parameter typeID: as the server numbers its types.
  init(typeID: UInt32) {
    self =
      switch typeID {
      case 1184: .instant
      case 1114: .naiveInstant
      case 1082: .date
      case 20, 21, 23: .wholeNumber
      case 1700: .number
      case 700, 701: .floatingNumber
      default: .other
      }
  }

  /// The source's own clock in the cursor's type; nil where cursors are no times.
  var clock: String? {
    switch self {
    case .instant: "now()"
    // The session's time zone is the one that naive times of the source are in.
    case .naiveInstant: "localtimestamp"
    case .date: "localtimestamp::date"
    case .wholeNumber, .number, .floatingNumber, .other: nil
    }
  }

  /// Where a read begins: `parameter`, a text, less the overlap. Seconds of times, units of numbers; other cursors have no
  /// distance and begin where the last read ended.
  func start(_ parameter: String, overlap: Int) -> String {
    switch self {
    case .instant: "\(parameter)::timestamptz - make_interval(secs => \(overlap))"
    case .naiveInstant: "\(parameter)::timestamp - make_interval(secs => \(overlap))"
    case .date: "(\(parameter)::date - make_interval(secs => \(overlap)))::date"
    case .wholeNumber: "\(parameter)::int8 - \(overlap)::int8"
    case .number: "\(parameter)::numeric - \(overlap)"
    case .floatingNumber: "\(parameter)::float8 - \(overlap)"
    case .other: parameter
    }
  }
}
