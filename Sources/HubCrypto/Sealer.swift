package import HubModel
import Synchronization

/// Seals and opens the cells of one dataset. Make one per run: its nonces are a random prefix(8) and a counter(4).
///
/// Safe to share between tasks and threads.
package final class Sealer: Sendable {
  package let dataset: String
  let suite: Suite
  let keyVersion: UInt16
  let ciphers: ContextPool<CellCipher>
  private let prefix: UInt64
  private let counter: Atomic<UInt64>

  /// `used` nonces are skipped; only tests give it.
  init(suite: Suite, keyVersion: UInt16, dataset: String, keys: CellKeys, used: UInt64 = 0) {
    self.suite = suite
    self.keyVersion = keyVersion
    self.dataset = dataset
    ciphers = ContextPool { CellCipher.make(suite, keys: keys) }
    prefix = Random.number()
    counter = Atomic(used)
  }

  /// The sealer of one attribute, prepared once and used for every row.
  package func attribute(_ name: String) -> CellSealer { CellSealer(sealer: self, attribute: name) }

  /// A nonce that this key never saw. Throws `nonces-exhausted` after 2³² cells.
  func nextNonce() throws(HubError) -> CellNonce {
    let count = counter.wrappingAdd(1, ordering: .relaxed).oldValue
    guard let count = UInt32(exactly: count) else {
      throw HubError(
        "nonces-exhausted", "One run may seal 4,294,967,296 cells, and this one has.", remedy: "Split the source.")
    }
    return CellNonce(prefix: prefix, count: count)
  }
}

extension KeyRing {
  /// Throws `key-not-held` in a process that may not open cells.
  package func sealer(label dataset: String) throws(HubError) -> Sealer {
    Sealer(suite: suite, keyVersion: version, dataset: dataset, keys: try cellKeys(dataset))
  }

  func cellKeys(_ dataset: String) throws(HubError) -> CellKeys {
    let count = suite == .sm ? 16 : 32
    return CellKeys(
      encryption: try key(.sealing, label: "\(dataset)/encryption", count: count),
      authentication: try key(.sealing, label: "\(dataset)/authentication"))
  }
}
