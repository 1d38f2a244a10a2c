import UnixSignals
import ArgumentParser
import HubCrypto
import HubGateway
import HubMapping
import HubModel
import HubPolicy
import HubPostgres
import HubStore
import Logging
import ServiceLifecycle

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the verification gateway.",
    discussion: """
      With --verify-only the process takes no sealing key and a database role without any right on landing: it can compare and
      cannot read. Give it a key ring made by `govhub keys restrict`.
      """)

  @OptionGroup var settings: Settings
  @Option(help: "Address to listen on.") var host: String?
  @Option(help: "Port to listen on.") var port: Int?
  @Flag(help: "Serve verification only.") var verifyOnly = false
  /// For a program that runs a gateway beside itself: the gateway does not outlive it, however it ends.
  @Flag(help: .hidden) var untilInputEnds = false

  func run() async throws {
    if untilInputEnds { InputEnd.endsProcess() }
    var hub = try await Hub(settings)
    if let host { hub.configuration.host = host }
    if let port { hub.configuration.port = port }
    let address = hub.configuration.host
    let server = try await GatewayServer(hub: hub, verifyOnly: verifyOnly)
    try await server.run { Terminal.note("gateway: listening on \(address):\($0)") }
  }
}

/// A gateway with what it stands on: the store, the audit, the policy in force.
struct GatewayServer: Sendable {
  let hub: Hub
  let pool: PostgresPool
  /// One connection for aggregates: a count may take a while.
  let counting: PostgresPool
  let store: PostgresVerificationStore
  let audit: AuditLog
  let policies: PolicyKeeper
  let gateway: Gateway
  let logger: Logger

  /// - Parameter unrecorded: for the bench alone: takes the answers in place of the audit.
  init(hub: Hub, verifyOnly: Bool = false, unrecorded: (any AuditSink)? = nil) async throws {
    self.hub = hub
    logger = Logger(label: "govhub.gateway")
    let purposes: Set<KeyPurpose> = verifyOnly ? .verification : .reading
    let keys = try hub.keyRing().restricted(to: purposes)
    var database = hub.database(verifyOnly ? .verify : .gateway, application: "govhub gateway")
    database.queryTimeout = .seconds(8)
    let release = try await hub.withDatabase(verifyOnly ? .verify : .gateway) { connection in
      try await KeyVersions.check(keys, on: connection)
      return try await ServerRelease.read(on: connection)
    }
    if let needed = release.needed {
      logger.warning(
        "this release of PostgreSQL tells statistics of hidden rows (CVE-2025-8713): update it",
        metadata: ["release": "\(release)", "needed": "\(needed)"])
    }
    pool = PostgresPool(database, size: 2)
    var patient = database
    patient.statementTimeout = .seconds(60)
    patient.queryTimeout = .seconds(65)
    let counting = PostgresPool(patient, size: 1)
    self.counting = counting
    let renewKeys: @Sendable () throws -> KeyRing = { try hub.keyRing().restricted(to: purposes) }
    store = try await PostgresVerificationStore(pool: pool, counting: counting, keys: keys, renewKeys: renewKeys) { published in
      let set = try MappingSet.read(published)
      return (
        set.storeSchema,
        set.codes.mapValues { list in
          Dictionary(list.words.map { ($0.word, $0.title) }, uniquingKeysWith: { first, _ in first })
        }
      )
    }
    audit = AuditLog(
      configuration: database, signer: try keys.signer(), process: verifyOnly ? "gateway (verification)" : "gateway",
      heads: HeadKeeper(hub.configuration.auditHeads))
    try await audit.start()
    policies = PolicyKeeper(store: store, pool: pool, configuration: hub.configuration)
    try await policies.refresh()
    let policies = policies
    gateway = try Gateway(
      configuration: GatewayConfiguration(
        host: hub.configuration.host, port: hub.configuration.port, audience: hub.configuration.audience,
        trustedProxies: try hub.configuration.trustedProxies.map { try NetworkRange($0) }, servesReading: !verifyOnly),
      store: store, audit: unrecorded ?? audit, policy: { policies.current }, refusedPolicies: { policies.refused }, keys: keys,
      logger: logger)
  }

  /// Runs until SIGTERM or SIGINT, or until the task is cancelled; answers under way are finished.
  func run(onRunning: @escaping @Sendable (Int) async -> Void) async throws {
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(service: Keeping(work: store.keepFresh)), .init(service: Keeping(work: policies.keepFresh)),
          .init(service: Keeping(work: AuditMonths(pool: pool).keepAhead)),
          .init(service: GatewayService(gateway, onRunning: onRunning)),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
    await audit.stop()
    await counting.close()
    await pool.close()
  }
}

/// A loop that ends with the service group.
private struct Keeping: Service {
  let work: @Sendable () async -> Void
  func run() async throws { await cancelWhenGracefulShutdown { await work() } }
}
