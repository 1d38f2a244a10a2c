package import HubModel
import Synchronization

/// Seals the cells of one dataset under one key version, and opens those of every version its ring holds. Make one per run:
/// its nonces are a random prefix(8) and a counter(4).
///
/// Safe to share between tasks and threads.
package final class Sealer: Sendable {
  package let dataset: String
  let suite: Suite
  let keyVersion: UInt16
  let ciphers: ContextPool<CellCipher>
  /// Of the versions that cells may still stand under, or may already.
  private let others: [UInt16: ContextPool<CellCipher>]
  private let prefix: UInt64
  private let counter: Atomic<UInt64>

  /// `used` nonces are skipped; only tests give it.
  init(
    suite: Suite, keyVersion: UInt16, dataset: String, keys: CellKeys, others: [UInt16: CellKeys] = [:], used: UInt64 = 0
  ) {
    self.suite = suite
    self.keyVersion = keyVersion
    self.dataset = dataset
    ciphers = ContextPool { CellCipher.make(suite, keys: keys) }
    self.others = others.mapValues { keys in ContextPool { CellCipher.make(suite, keys: keys) } }
    prefix = Random.number()
    counter = Atomic(used)
  }

  /// The sealer of one attribute, prepared once and used for every row.
  package func attribute(_ name: String) -> CellSealer { CellSealer(sealer: self, attribute: name) }

  /// Nil for a version whose key is not held.
  func ciphers(of version: UInt16) -> ContextPool<CellCipher>? { version == keyVersion ? ciphers : others[version] }

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
    let current = try cellKeys(dataset, version: sealingVersion)
    var others: [UInt16: CellKeys] = [:]
    for version in sealingVersions where version != sealingVersion {
      others[version] = try cellKeys(dataset, version: version)
    }
    return Sealer(suite: suite, keyVersion: sealingVersion, dataset: dataset, keys: current, others: others)
  }

  /// `version`: nil for the ring's own.
  func cellKeys(_ dataset: String, version: UInt16? = nil) throws(HubError) -> CellKeys {
    let base = try sealingKey(version ?? self.version)
    func key(_ word: String, _ count: Int) throws(HubError) -> SecretBytes {
      try KeyDerivation.derive(from: base, hash: suite.hash, context: ["\(dataset)/\(word)"], count: count)
    }
    return CellKeys(
      encryption: try key("encryption", suite == .sm ? 16 : 32), authentication: try key("authentication", 32))
  }
}
