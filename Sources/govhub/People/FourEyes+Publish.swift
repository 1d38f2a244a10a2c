import HubCrypto
import HubModel
import HubPolicy
import HubPostgres
import HubStore

extension FourEyes {
  /// Publishes the set under its two signatures, by the same check that every gateway makes.
  /// - Throws: `policy-not-proposed`, `policy-not-approved`, `policy-not-accepted`, `policy-overtaken`.
  func publish() async throws -> (sequence: Int64, isNew: Bool) {
    try await hub.withDatabase(nil) { connection in
      var chain = try await hub.policyChain(on: connection)
      let last = chain.last
      if let last, last.digest == set.digest { return (last.sequence, false) }
      guard let proposal = try await PolicyProposal.find(set.digest, after: last?.sequence ?? 0, on: connection) else {
        throw HubError(
          "policy-not-proposed", "In production a set needs an author and another person who approves it.",
          remedy: "Run `govhub policy propose`.")
      }
      let signatures = try PolicySignature.json(of: proposal)
      let suspended = try await Revocation.active(.person, on: connection)
      let row = SignedSet(
        sequence: chain.seen + 1, digest: set.digest, files: set.packable, signatures: signatures,
        publishedAt: try await HubMoment.read(on: connection).now, suspended: Set(suspended))
      if let fault = chain.take(row) {
        throw HubError(
          "policy-not-accepted", "No gateway would take the set: \(fault.rawValue).", remedy: "Propose and approve it again.")
      }
      try await hub.record(.publishPolicy, [name])
      let published = try await PublishedSet.publish(
        .policy, files: set.packable, digest: set.digest, by: Person.current, signatures: signatures, on: connection)
      try await confirm(published.sequence, on: connection)
      if last == nil, hub.configuration.policyRoot == nil { Terminal.note("policyRoot: \(name)") }
      return published
    }
  }

  /// Another set may have been published at the same moment: these signatures follow another one then, and do not count.
  private func confirm(_ sequence: Int64, on connection: PostgresConnection) async throws {
    guard try await hub.livePolicy(on: connection)?.sequence == sequence else {
      throw HubError(
        "policy-overtaken", "Another set was published at the same moment; this one does not count.",
        remedy: "Propose and approve it again.")
    }
  }
}
