import HubModel
import HubStore

/// The gateway as it would be without the record of its answers, to tell what the record costs. It exists within a bench, over
/// invented people; no setting of `serve` makes one.
struct BareGateway {
  let place: BenchPlace
  let port: Int

  func serving<R: Sendable>(_ body: () async throws -> R) async throws -> R {
    var hub = place.hub
    hub.configuration.port = port
    let server = try await GatewayServer(hub: hub, unrecorded: UnrecordedAnswers())
    let (running, tell) = AsyncStream.makeStream(of: Void.self)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { tell.finish() }
        try await server.run { _ in tell.yield() }
      }
      guard await running.first(where: { _ in true }) != nil else {
        try await group.waitForAll()
        throw HubError("bench-program-failed", "The bare gateway did not start.")
      }
      let result = try await body()
      group.cancelAll()
      return result
    }
  }
}

private struct UnrecordedAnswers: AuditSink {
  /// As long as a real one, so that the answers are.
  private static let receipt = Receipt(bytes: [UInt8](repeating: 0, count: 900))

  func record(_ entry: AuditEntry) async throws -> Receipt { Self.receipt }
  func record(_ entries: [AuditEntry]) async throws -> [Receipt] { entries.map { _ in Self.receipt } }
}
