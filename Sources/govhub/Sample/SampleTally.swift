/// Counts of one file while it is written.
struct SampleTally<Fault: SampleFault> {
  private(set) var rows = 0
  private var planted: [Fault: Int] = [:]

  mutating func row(_ fault: Fault? = nil) {
    rows += 1
    if let fault { planted[fault, default: 0] += 1 }
  }

  func dataset(
    _ name: String, file: String, _ written: SampleFile, values: [String: [String: Int]] = [:]
  ) -> SampleManifest.Dataset {
    func total(_ outcome: SampleOutcome) -> Int { planted.reduce(0) { $0 + ($1.key.outcome == outcome ? $1.value : 0) } }
    var quarantined: [String: Int] = [:]
    var conflicts: [String: Int] = [:]
    for (fault, count) in planted {
      if case .quarantined(let reason) = fault.outcome { quarantined[reason, default: 0] += count }
      if case .conflict(let attribute) = fault.outcome { conflicts[attribute, default: 0] += count }
    }
    let (identical, conflicting) = (total(.identicalDuplicate), total(.conflictingDuplicate))
    return SampleManifest.Dataset(
      name: name, file: file, encoding: written.encoding, bytes: written.bytesWritten, rows: rows,
      loaded: rows - quarantined.values.reduce(0, +) - identical - conflicting, quarantined: quarantined,
      identicalDuplicates: identical, conflictingDuplicates: conflicting, conflicts: conflicts, faults: faults,
      values: values)
  }

  private var faults: [SampleManifest.Fault] {
    Fault.allCases.compactMap { fault in
      planted[fault].map {
        .init(kind: fault.rawValue, outcome: fault.outcome.word, detail: fault.outcome.detail, count: $0)
      }
    }
  }
}

/// Files without planted faults.
enum NoFault: String, SampleFault {
  case none
  var outcome: SampleOutcome { .kept }
  var perMillion: Int { 0 }
}
