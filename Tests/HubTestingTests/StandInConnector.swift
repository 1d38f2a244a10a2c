import HubConnectorKit
import HubModel
import HubTesting

/// A connector over rows in memory: right in everything, or with one fault that the suite has to find.
struct StandInConnector: Connector {
  enum Fault: String, Sendable, CaseIterable {
    case repeatsRow, losesAtBoundary, losesEqualCursors, forgetsOverlap, trustsFuture, leaksSecret, leaksValue
    case wrongPasswordIsTransient, swallowsBadRow, trimsText, ignoresCancellation, keepsEverything
  }

  enum Door: Sendable {
    case open
    case locked(Secret)
    case nowhere, expired, silent
  }

  static let name = "stand_in"
  static let options = [SourceOption("url", .text, required: true, zh: "地址", en: "the address")]
  static let secretKeys = ["password"]
  static let loads: Set<LoadKind> = [.fullSnapshot, .incremental]
  static let secret = "stand-in-secret"

  let request: SourceRequest
  var source = StandInSource([])
  var fault: Fault?
  var door = Door.open
  let isRepeatable = true

  init(_ request: SourceRequest) throws(HubError) { self.request = request }

  init(_ source: StandInSource, load: SourceLoad = .fullSnapshot, fault: Fault? = nil, door: Door = .open) {
    request = SourceRequest(
      settings: SourceSettings(), columns: ConformanceRows.columns, keyColumns: ConformanceRows.keyColumns, load: load,
      secret: { Secret(["password": Self.secret]) })
    self.source = source
    self.fault = fault
    self.door = door
  }

  func check() async throws -> SourceState {
    try await enter()
    return SourceState(server: "stand-in 1")
  }

  func discover() async throws -> [SourceTable] {
    try await enter()
    return [SourceTable(name: "people", columns: request.columns.map { SourceTable.Column(name: $0) })]
  }

  func enter() async throws {
    switch door {
    case .open: break
    case .locked(let secret):
      let word = fault == .leaksSecret ? secret["password"] ?? "" : "given"
      let words = "The password \(word) was refused."
      throw HubError("sign-in-refused", words, persistence: fault == .wrongPasswordIsTransient ? .transient : .terminal)
    case .nowhere: throw HubError("connection-refused", "Nothing listens there.", persistence: .transient)
    case .expired: throw HubError("tls-failed", "The certificate has expired.")
    case .silent: try await Task.sleep(for: .seconds(3_600))
    }
  }
}
