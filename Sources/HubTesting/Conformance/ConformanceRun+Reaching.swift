import HubConnectorKit
import HubModel

extension ConformanceRun {
  static let wrongWord = "conformance-wrong-word"

  func rightPassword() async throws {
    let (source, rows) = try await peopleSource()
    let state = try await source.connector.check()
    transcript.add(String(reflecting: state))
    try demand(!state.server.isEmpty, "check does not say what answered")
    try demandRows(try await read(source.connector), are: rows, "reading")
  }

  func wrongPassword() async throws {
    let connector = try await supplied(subject.wrongPassword, "wrongPassword")(Self.wrongWord)
    try await refuses(connector, .terminal)
  }

  func unreachable() async throws {
    try await refuses(try await supplied(subject.unreachable, "unreachable")(), .transient)
  }

  func expiredCertificate() async throws {
    try await refuses(try await supplied(subject.expiredCertificate, "expiredCertificate")(), .terminal)
  }

  func discoversTwice() async throws {
    let (source, _) = try await peopleSource()
    let tables = try await source.connector.discover()
    transcript.add(String(reflecting: tables))
    try demand(try await source.connector.discover() == tables, "discovering twice gives other tables")
    let wanted = Set(ConformanceRows.columns)
    let isFound = tables.contains { wanted.isSubset(of: $0.columns.map(\.name)) }
    try demand(isFound, "no table has the columns that were written")
  }

  /// Checking and reading both fail, and say the same of whether trying again helps.
  private func refuses(_ connector: any Connector, _ persistence: HubError.Persistence) async throws {
    try await fails("check", persistence) { try await connector.check() }
    try await fails("read", persistence) { try await connector.read(from: nil, batchRows: 7) { _ in } }
  }

  private func fails<Answer>(
    _ what: String, _ persistence: HubError.Persistence, _ body: () async throws -> Answer
  ) async throws {
    do {
      _ = try await body()
    } catch {
      transcript.add(error)
      guard let fault = error as? HubError else { throw ConformanceFinding(words: "\(what) throws no HubError") }
      let isRight = fault.persistence == persistence
      return try demand(isRight, "\(what) calls \(fault.code) \(fault.persistence), not \(persistence)")
    }
    throw ConformanceFinding(words: "\(what) succeeds")
  }
}
