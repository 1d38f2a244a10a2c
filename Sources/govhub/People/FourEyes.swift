import HubCrypto
import HubModel
import HubPolicy
import HubPostgres
import HubStore

/// The way of a policy set into force in production: proposed by one security administrator, approved by another, published.
struct FourEyes {
  let hub: Hub
  let set: PolicySet

  var name: String { Hex.encode(set.digest) }

  /// What an officer is about to sign, and who signs.
  struct Desk: Sendable {
    let officer: RegisteredPerson
    let last: PublishedSet?
    let now: Int64
    let proposal: PolicyProposal?
  }

  /// Read before and after the officer was asked: whoever was suspended meanwhile signs nothing.
  func desk(on connection: PostgresConnection) async throws -> Desk {
    let register = try await hub.register(on: connection)
    guard let officer = register.officer(Person.current) else {
      throw HubError(
        "four-eyes-not-here", "\(Person.current) is no security administrator of a policy set that counts.",
        remedy: "In development without people, `govhub policy publish` suffices.")
    }
    let last = try await hub.livePolicy(on: connection)
    let proposal = try await PolicyProposal.find(set.digest, after: last?.sequence ?? 0, on: connection)
    return Desk(officer: officer, last: last, now: register.moment.now, proposal: proposal)
  }

  func propose(_ key: SealedKeyFile, on connection: PostgresConnection) async throws {
    let secret = try key.read()
    let desk = try await desk(on: connection)
    let message = PolicySignature.message(.author, of: set.digest, after: desk.last)
    let signature = try secret.sign(message, as: desk.officer, at: desk.now)
    try await hub.record(.proposePolicy, [name])
    try await PolicyProposal.propose(
      set.digest, after: desk.last?.sequence ?? 0, by: desk.officer.id, signature, on: connection)
  }

  /// The proposal, where it is somebody else's. Throws `proposal-unknown`, `own-proposal`.
  func foreignProposal(on connection: PostgresConnection) async throws -> PolicyProposal {
    let desk = try await desk(on: connection)
    guard let proposal = desk.proposal else {
      throw HubError(
        "proposal-unknown", "Nobody has proposed these files as the set to follow p\(desk.last?.sequence ?? 0).",
        remedy: "Compare the digest with its author's; after another publication it has to be proposed again.")
    }
    guard proposal.author != desk.officer.id else {
      throw HubError(
        "own-proposal", "Who has written a set does not approve it.", remedy: "Leave it to another security administrator.")
    }
    return proposal
  }

  func approve(_ key: SealedKeyFile, on connection: PostgresConnection) async throws {
    let secret = try key.read()
    _ = try await foreignProposal(on: connection)
    let desk = try await desk(on: connection)
    let message = PolicySignature.message(.approver, of: set.digest, after: desk.last)
    let signature = try secret.sign(message, as: desk.officer, at: desk.now)
    try await hub.record(.approvePolicy, [name])
    let isDone = try await PolicyProposal.approve(
      set.digest, after: desk.last?.sequence ?? 0, by: desk.officer.id, signature, on: connection)
    guard isDone else {
      throw HubError("proposal-unknown", "The proposal was changed meanwhile.", remedy: "Look at it again.")
    }
  }
}
