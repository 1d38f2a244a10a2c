import HubConnectorKit
import HubModel

/// What requests are signed with, at one moment.
struct SignIn: Sendable {
  var secret: Secret
  var key: HeldKey?
  /// Tells whether a refusal is about what is held now.
  var generation: Int
}

/// The opened secret and what was fetched with it: held until it nears its end or is refused, fetched once for all who wait.
actor Credentials {
  private struct Fetch {
    let task: Task<HeldKey, any Error>
    let generation: Int
    var waiters = 1
  }

  private let open: (@Sendable () async throws -> Secret)?
  private let fetch: KeyFetch
  private var secret: Secret?
  private var held: (key: HeldKey, generation: Int)?
  private var fetching: Fetch?
  private var generation = 0

  init(_ fetch: KeyFetch, open: (@Sendable () async throws -> Secret)?) {
    self.fetch = fetch
    self.open = open
  }

  /// - Throws: what opening the secret and fetching the key throw.
  func current() async throws -> SignIn {
    let (secret, generation) = try await openedSecret()
    guard fetch.isNeeded else { return SignIn(secret: secret, key: nil, generation: generation) }
    if let held, fetch.now() < held.key.renewAt {
      return SignIn(secret: secret, key: held.key, generation: held.generation)
    }
    return try await fetchedOnce(secret)
  }

  /// Drops what was refused, so that the next one asks anew.
  /// - Returns: false where nothing could become otherwise.
  func renew(after refused: SignIn) -> Bool {
    guard open != nil else { return false }
    if refused.generation == generation {
      secret = nil
      held = nil
      generation += 1
    }
    return true
  }

  private func openedSecret() async throws -> (Secret, generation: Int) {
    if let secret { return (secret, generation) }
    guard let open else { return (Secret([:]), generation) }
    let begun = generation
    let opened = try await open()
    // One that was refused meanwhile is opened anew by the next who asks.
    if begun == generation { secret = opened }
    return (opened, begun)
  }

  /// A key belongs to the generation of its fetch, whenever those who wait for it go on.
  private func fetchedOnce(_ secret: Secret) async throws -> SignIn {
    // Nothing is begun for one who has gone already.
    try Task.checkCancellation()
    let (task, generation) = join(secret)
    do {
      let key = try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        Task { await self.leave(generation) }
      }
      if fetching?.generation == generation {
        fetching = nil
        held = (key: key, generation: generation)
      }
      try Task.checkCancellation()
      return SignIn(secret: secret, key: key, generation: generation)
    } catch {
      if fetching?.generation == generation { fetching = nil }
      throw error
    }
  }

  private func join(_ secret: Secret) -> (Task<HeldKey, any Error>, generation: Int) {
    if var joined = fetching {
      joined.waiters += 1
      fetching = joined
      return (joined.task, joined.generation)
    }
    generation += 1
    let fetch = self.fetch
    let task = Task { try await fetch.keyInTime(secret) }
    fetching = Fetch(task: task, generation: generation)
    return (task, generation)
  }

  /// One of those who wait was cancelled; what nobody waits for is not fetched.
  private func leave(_ generation: Int) {
    guard var left = fetching, left.generation == generation else { return }
    left.waiters -= 1
    fetching = left.waiters > 0 ? left : nil
    if left.waiters == 0 { left.task.cancel() }
  }
}
