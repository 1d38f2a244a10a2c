import HubStore
import ServiceLifecycle

/// Watches whether the database is heard of: a view of policies and suspensions that is too old answers nobody.
struct StateReport: Service {
  let gateway: Gateway

  private static let interval = Duration.milliseconds(200)

  func run() async {
    let database = HealthFlag("database", logger: gateway.logger)
    let limit = gateway.configuration.stateLimit
    try? await cancelWhenGracefulShutdown {
      while true {
        database.set(ContinuousClock.now - gateway.store.state.refreshedAt <= limit, "no word for \(limit)")
        try await Task.sleep(for: Self.interval)
      }
    }
  }
}
