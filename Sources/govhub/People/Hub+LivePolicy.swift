import HubCrypto
import HubModel
import HubPostgres
import HubStore

extension HubConfiguration {
  /// Empty. A digest that cannot be read is none that any set has.
  var emptyChain: PolicyChain { PolicyChain(root: policyRoot.map { Hex.decode($0) ?? [] }) }
}

extension Hub {
  /// Whether it takes two officers: where the settings say so, and from the first signed set on whatever they say. A setting is
  /// the caller's own, and nobody is to leave production by it.
  func isProduction(on connection: PostgresConnection) async throws -> Bool {
    if configuration.profile == .production { return true }
    return try await SignedSet.exists(on: connection)
  }

  /// The policy set that counts: in development the newest, in production the newest that two security administrators signed.
  func livePolicy(on connection: PostgresConnection) async throws -> PublishedSet? {
    guard try await isProduction(on: connection) else { return try await PublishedSet.live(.policy, on: connection) }
    return try await policyChain(on: connection).last
  }

  func policyChain(on connection: PostgresConnection) async throws -> PolicyChain {
    var chain = configuration.emptyChain
    for row in try await SignedSet.policies(after: 0, on: connection) { _ = chain.take(row) }
    return chain
  }
}
