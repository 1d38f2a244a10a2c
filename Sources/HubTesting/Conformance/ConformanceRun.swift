import HubConnectorKit

/// One connector's way through the suite.
struct ConformanceRun: Sendable {
  let subject: ConnectorSubject
  let transcript = ConformanceTranscript()

  func perform(_ check: ConnectorCheck) async throws {
    switch check {
    case .schema: try schemaIsValid()
    case .rightPassword: try await rightPassword()
    case .wrongPassword: try await wrongPassword()
    case .unreachable: try await unreachable()
    case .expiredCertificate: try await expiredCertificate()
    case .discovery: try await discoversTwice()
    case .readTwice: try await readsTwice()
    case .tail: try await readsTail()
    case .killed: try await survivesKilling()
    case .killedIncrement: try await survivesKillingOfIncrement()
    case .futureCursor: try await futureCursor()
    case .lateCommit: try await lateCommit()
    case .equalCursors: try await equalCursors()
    case .deletion: try await deletion()
    case .emptySource: try await emptySource()
    case .badRow: try await badRow()
    case .longRow: try await longRow()
    case .encodings: try await encodings()
    case .memory: try await memoryCeiling()
    case .cancellation: try await cancellation()
    case .cancellationWaiting: try await cancellationWaiting()
    case .canary: try await canary()
    }
  }

  func demand(_ condition: Bool, _ words: @autoclosure () -> String) throws {
    guard condition else { throw ConformanceFinding(words: words()) }
  }

  /// A check cannot be skipped in silence: what it needs is there, or a bypass says why not.
  func supplied<Value>(_ value: Value?, _ name: String) throws -> Value {
    guard let value else {
      throw ConformanceFinding(words: "the subject supplies no `\(name)`, and no bypass gives a reason")
    }
    return value
  }

  /// A source of invented people who changed a day ago, one a second.
  func peopleSource(_ count: Int = 50, load: SourceLoad = .fullSnapshot) async throws -> (PreparedSource, [[String?]]) {
    let start = ConformanceRows.clock() - 86_400
    let rows = ConformanceRows.people(count) { subject.instant(start + Int64($0)) }
    return (try await subject.make(rows, load), rows)
  }
}
