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
  private let open: (@Sendable () async throws -> Secret)?
  private let fetch: KeyFetch
  private var secret: Secret?
  private var held: HeldKey?
  private var fetching: Task<HeldKey, any Error>?
  private var generation = 0

  init(_ fetch: KeyFetch, open: (@Sendable () async throws -> Secret)?) {
    self.fetch = fetch
    self.open = open
  }

  /// - Throws: what opening the secret and fetching the key throw.
  func current() async throws -> SignIn {
    let secret = try await openedSecret()
    guard fetch.isNeeded else { return SignIn(secret: secret, key: nil, generation: generation) }
    if let held, fetch.now() < held.renewAt { return SignIn(secret: secret, key: held, generation: generation) }
    let key = try await fetchedOnce(secret)
    return SignIn(secret: secret, key: key, generation: generation)
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

  private func openedSecret() async throws -> Secret {
    if let secret { return secret }
    guard let open else { return Secret([:]) }
    let opened = try await open()
    secret = opened
    return opened
  }

  private func fetchedOnce(_ secret: Secret) async throws -> HeldKey {
    let fetch = self.fetch
    let task = fetching ?? Task { try await fetch.key(secret) }
    fetching = task
    do {
      let key = try await task.value
      if fetching == task {
        fetching = nil
        held = key
        generation += 1
      }
      return key
    } catch {
      if fetching == task { fetching = nil }
      throw error
    }
  }
}
