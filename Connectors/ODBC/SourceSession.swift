import HubConnectorKit
import HubModel
import HubODBC

/// The session of one read or check: signs in when it is first needed, and anew after the connection was lost.
/// Used by one task.
final class SourceSession {
  let configuration: ODBCConfiguration
  private let request: SourceRequest
  private var session: ODBCSession?
  /// How many sessions were opened: another number means another view of the data.
  private(set) var view = 0

  init(_ request: SourceRequest, _ configuration: ODBCConfiguration) {
    self.request = request
    self.configuration = configuration
  }

  deinit { session?.close() }

  /// Calls `body` with a session, again after transient faults within the request's budget.
  func step<R>(_ body: (ODBCSession) async throws -> R) async throws -> R {
    try await request.retry.retrying {
      do {
        return try await body(try await opened())
      } catch let error as HubError where error.persistence == .transient {
        close()
        throw error
      }
    }
  }

  func close() {
    session?.close()
    session = nil
  }

  private func opened() async throws -> ODBCSession {
    if let session { return session }
    let secret = try await request.secret?()
    let made = try await ODBCSession.open(
      configuration.options, user: secret?["user"], password: secret?["password"])
    session = made
    view += 1
    return made
  }
}
