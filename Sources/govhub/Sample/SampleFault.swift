/// What the hub does with a row that carries a planted fault.
enum SampleOutcome: Equatable, Sendable {
  /// Stored; where there is something to say, a remark says it.
  case kept
  /// Refused with this reason.
  case quarantined(String)
  /// A further row of the same key, the same in every field.
  case identicalDuplicate
  /// A further row of the same key with other values: older, or without any time to tell.
  case conflictingDuplicate
  /// Stored, and the attribute disagrees with the register's.
  case conflict(String)

  /// The class as the manifest writes it.
  var word: String {
    switch self {
    case .kept: "kept"
    case .quarantined: "quarantined"
    case .identicalDuplicate: "duplicate-identical"
    case .conflictingDuplicate: "duplicate-conflicting"
    case .conflict: "conflict"
    }
  }

  /// Reason of the quarantine or attribute of the conflict.
  var detail: String? {
    switch self {
    case .quarantined(let reason): reason
    case .conflict(let attribute): attribute
    default: nil
    }
  }
}

/// The kinds of mess of one dataset.
protocol SampleFault: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  var outcome: SampleOutcome { get }
  /// Share of rows; however few rows, at least `fewest` are planted.
  var perMillion: Int { get }
  var fewest: Int { get }
}

extension SampleFault {
  var fewest: Int { 2 }

  func count(rows: Int) -> Int { max(fewest, rows * perMillion / 1_000_000) }

  var isDuplicate: Bool { outcome == .identicalDuplicate || outcome == .conflictingDuplicate }
}
