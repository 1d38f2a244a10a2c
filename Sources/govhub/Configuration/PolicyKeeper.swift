import HubCrypto
import HubGateway
import HubMapping
import HubModel
import HubPolicy
import HubPostgres
import HubStore
import Logging
import Synchronization

/// The policy set in force: taken from the database when its sequence moves, swapped whole. A set that cannot be read is never
/// taken; the last good one stays.
final class PolicyKeeper: Sendable {
  private let store: PostgresVerificationStore
  private let pool: PostgresPool
  private let inForce = Mutex<PolicyInForce?>(nil)
  private let logger = Logger(label: "govhub.policy")

  init(store: PostgresVerificationStore, pool: PostgresPool) {
    self.store = store
    self.pool = pool
  }

  var current: PolicyInForce? { inForce.withLock { $0 } }

  /// Follows the store's view, which is renewed at least once a second.
  func keepFresh() async {
    var failed: Int64?
    while !Task.isCancelled {
      let wanted = store.state.policySequence
      if wanted != current?.sequence {
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

  func refresh() async throws {
    guard let published = try await pool.withConnection({ try await PublishedSet.live(.policy, on: $0) }) else { return }
    if published.sequence == current?.sequence { return }
    let set = try PolicySet.read(published, model: store.state.model)
    let policy = PolicyInForce(policy: CompiledPolicy(set), sequence: published.sequence, digest: published.digest)
    inForce.withLock { $0 = policy }
    logger.info("policy set in force", metadata: ["sequence": "\(published.sequence)"])
  }
}
