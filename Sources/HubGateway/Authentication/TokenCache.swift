import HubModel
import Synchronization

/// Tokens whose signature was checked, by keyed hash, until they expire. Never grows past its limit.
final class TokenCache: Sendable {
  private let limit: Int
  private let entries = Mutex<[Fingerprint: ClientIdentity]>([:])

  init(limit: Int = 20_000) { self.limit = limit }

  /// `now`: microseconds since 1970.
  func identity(_ token: Fingerprint, at now: Int64) -> ClientIdentity? {
    entries.withLock { entries in
      guard let identity = entries[token] else { return nil }
      if identity.expiresAt > now { return identity }
      entries[token] = nil
      return nil
    }
  }

  func insert(_ token: Fingerprint, _ identity: ClientIdentity, at now: Int64) {
    entries.withLock { entries in
      if entries.count >= limit { entries = entries.filter { $0.value.expiresAt > now } }
      // Losing an entry costs one more check of a signature, nothing else.
      if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
      entries[token] = identity
    }
  }

  var count: Int { entries.withLock { $0.count } }
}
