import HubCrypto
import HubGateway
import HubMapping
import HubModel
import HubPolicy
import HubPostgres
import HubStore
import Logging
import Synchronization

/// The policy set in force: taken from the database when its sequence moves, swapped whole. A set that cannot be read, or in
/// production one without its two signatures, is never taken; the last good one stays.
final class PolicyKeeper: Sendable {
  private let store: PostgresVerificationStore
  private let pool: PostgresPool
  private let profile: Profile
  private let kept: Mutex<Kept>
  private let logger = Logger(label: "govhub.policy")

  private struct Kept: Sendable {
    var inForce: PolicyInForce?
    /// Stays empty in development.
    var chain: PolicyChain
    var refused = 0
  }

  init(store: PostgresVerificationStore, pool: PostgresPool, configuration: HubConfiguration) {
    self.store = store
    self.pool = pool
    profile = configuration.profile
    kept = Mutex(Kept(chain: configuration.emptyChain))
  }

  var current: PolicyInForce? { kept.withLock { $0.inForce } }

  /// How many rows were not taken since the start, for want of their signatures.
  var refused: Int { kept.withLock { $0.refused } }

  /// Follows the store's view, which is renewed at least once a second.
  func keepFresh() async {
    var failed: Int64?
    while !Task.isCancelled {
      let wanted = store.state.policySequence
      if isBehind(wanted) {
        do { try await refresh() } catch {
          // Tried again every time, told once.
          if failed != wanted {
            logger.error("policy set not taken", metadata: ["error": "\((error as? HubError)?.code.rawValue ?? "unreadable")"])
          }
          failed = wanted
        }
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  /// In production a row that was looked at and does not count is not looked at again.
  private func isBehind(_ wanted: Int64) -> Bool {
    kept.withLock { kept in
      guard profile == .production else { return wanted != kept.inForce?.sequence }
      return wanted > kept.chain.seen || kept.chain.last?.sequence != kept.inForce?.sequence
    }
  }

  func refresh() async throws {
    guard let published = try await newest() else { return }
    if published.sequence == current?.sequence { return }
    let set = try PolicySet.read(published, model: store.state.model)
    let policy = PolicyInForce(policy: CompiledPolicy(set), sequence: published.sequence, digest: published.digest)
    kept.withLock { $0.inForce = policy }
    logger.info("policy set in force", metadata: ["sequence": "\(published.sequence)"])
  }

  private func newest() async throws -> PublishedSet? {
    guard profile == .production else {
      return try await pool.withConnection { try await PublishedSet.live(.policy, on: $0) }
    }
    // Signatures are checked on a copy: each request takes the lock. Nobody else moves the chain.
    var chain = kept.withLock { $0.chain }
    let seen = chain.seen
    for row in try await pool.withConnection({ try await SignedSet.policies(after: seen, on: $0) }) {
      guard let fault = chain.take(row) else { continue }
      kept.withLock { $0.refused += 1 }
      logger.critical(
        "policy set refused: its signatures do not count",
        metadata: ["sequence": "\(row.sequence)", "fault": "\(fault.rawValue)"])
    }
    let moved = chain
    kept.withLock { $0.chain = moved }
    return moved.last
  }
}
