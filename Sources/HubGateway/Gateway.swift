package import HubCrypto
package import HubPolicy
package import HubStore
package import Hummingbird
package import Logging
import HubModel
import HummingbirdCore
import Synchronization

/// The verification gateway: who asks, may they, what is known, how much is told, and nothing without its entry.
package final class Gateway: Sendable {
  let configuration: GatewayConfiguration
  let store: any VerificationStore
  let policy: @Sendable () -> PolicyInForce?
  let authenticator: Authenticator
  let audit: AuditDesk
  let metrics = Metrics()
  let single: SingleVerification
  let batch: BatchVerification
  let lookup: EnterpriseLookup
  let aggregates: AggregateAnswering
  let catalog: Catalog
  let operations: Operations
  let logger: Logger
  private let refusals: RefusalCounter
  private let view: Mutex<HubView>

  /// - Parameters:
  ///   - policy: the set that decides now; nil where none was published. Called once per request.
  ///   - refusedPolicies: how many published sets were not taken, for want of their signatures.
  ///   - keys: those of `Set<KeyPurpose>.verification`, and that of pseudonyms where it reads; the sealing key goes to the store.
  /// - Throws: `key-not-held`.
  package init(
    configuration: GatewayConfiguration, store: any VerificationStore, audit: any AuditSink,
    policy: @escaping @Sendable () -> PolicyInForce?, refusedPolicies: @escaping @Sendable () -> Int = { 0 },
    keys: KeyRing, quotas: QuotaLedger = QuotaLedger(), logger: Logger
  ) throws {
    self.configuration = configuration
    self.store = store
    self.policy = policy
    self.logger = logger
    authenticator = try Authenticator(audience: configuration.audience, keys: keys)
    refusals = RefusalCounter(logger: logger)
    view = Mutex(HubView(store.state))
    let audit = AuditDesk(audit, logger: logger)
    self.audit = audit
    let pseudonyms = try Pseudonyms(keys)
    let keys = try VerificationKeys(keys)
    let alarms = PolicyAlarms(metrics: metrics, logger: logger)
    let desk = VerificationDesk(store: store, keys: keys, quotas: quotas, alarms: alarms)
    single = SingleVerification(desk: desk, audit: audit, metrics: metrics)
    batch = BatchVerification(desk: desk, audit: audit, metrics: metrics)
    lookup = EnterpriseLookup(
      desk: LookupDesk(store: store, keys: keys, pseudonyms: pseudonyms, quotas: quotas, alarms: alarms), audit: audit,
      servesReading: configuration.servesReading)
    aggregates = AggregateAnswering(desk: AggregateDesk(store: store, quotas: quotas, alarms: alarms), audit: audit)
    catalog = Catalog(audit: audit)
    operations = Operations(
      store: store, audit: audit, metrics: metrics, stateLimit: configuration.stateLimit, hasPolicy: { policy() != nil },
      refusedPolicies: refusedPolicies)
  }

  /// The state made ready, anew whenever the store has a newer one.
  func currentView() -> HubView {
    let state = store.state
    return view.withLock { view in
      if view.state !== state { view = HubView(state) }
      return view
    }
  }

  func countRefused(peer: String, code: ProblemCode) {
    metrics.countBeforeAuthentication(code)
    refusals.count(peer: peer, code: code, at: WallClock.now)
  }

  func flushRefusals() { refusals.flush() }

  /// The service to run; it ends its open requests when told to shut down.
  /// - Parameter onRunning: told the port once connections are taken.
  package func application(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) -> some ApplicationProtocol {
    Application(
      responder: GatewayResponder(gateway: self), server: .http1(configuration: connections),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.connectionLimit)),
      services: [RefusalReport(gateway: self), StateReport(gateway: self)],
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) }, logger: logger)
  }
}
