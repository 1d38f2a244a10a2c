package import HubModel

/// The keys a process holds: one per purpose, derived from the root, which is forgotten at once.
package final class KeyRing: Sendable {
  package let suite: Suite
  /// Of the root, and so of fingerprints; cells were first sealed under it too.
  package let version: UInt16
  /// 32 hexadecimal digits that name the root without revealing it. Two processes that compare fingerprints must hold
  /// rings of one identity.
  package let identity: String
  let keys: [KeyPurpose: SecretBytes]
  /// Keys that sealing was rotated to, by version. They are made at random: nothing leads to them from the root.
  let sealingKeys: [UInt16: SecretBytes]
  /// The version that new cells are sealed under, and that stands in them. The database tells which (see `KeyVersions`).
  package let sealingVersion: UInt16

  init(
    suite: Suite, version: UInt16, identity: String, keys: [KeyPurpose: SecretBytes], sealingKeys: [UInt16: SecretBytes] = [:],
    sealingVersion: UInt16? = nil
  ) {
    self.suite = suite
    self.version = version
    self.identity = identity
    self.keys = keys
    self.sealingKeys = sealingKeys
    self.sealingVersion = sealingVersion ?? version
  }

  /// Derives every purpose's key.
  convenience init(
    suite: Suite, version: UInt16, root: SecretBytes, sealingKeys: [UInt16: SecretBytes] = [:]
  ) throws(HubError) {
    func key(_ word: String) throws(HubError) -> SecretBytes {
      try KeyDerivation.derive(
        from: root, hash: suite.hash, context: [suite.rawValue, String(version), word])
    }
    var keys: [KeyPurpose: SecretBytes] = [:]
    for purpose in KeyPurpose.allCases { keys[purpose] = try key(purpose.rawValue) }
    let identity = try key("identity").withBytes { Hex.encode($0.prefix(16)) }
    self.init(suite: suite, version: version, identity: identity, keys: keys, sealingKeys: sealingKeys)
  }

  package var purposes: Set<KeyPurpose> { Set(keys.keys) }

  /// A ring without the other keys. Nothing in it leads back to them or to the root.
  package func restricted(to purposes: Set<KeyPurpose>) -> KeyRing {
    KeyRing(
      suite: suite, version: version, identity: identity, keys: keys.filter { purposes.contains($0.key) },
      sealingKeys: purposes.contains(.sealing) ? sealingKeys : [:], sealingVersion: sealingVersion)
  }

  /// A key of its own per label. Throws `key-not-held`.
  func key(_ purpose: KeyPurpose, label: String, count: Int = 32) throws(HubError) -> SecretBytes {
    guard let key = keys[purpose] else { throw Self.notHeld(purpose) }
    return try KeyDerivation.derive(from: key, hash: suite.hash, context: [label], count: count)
  }

  static func notHeld(_ purpose: KeyPurpose) -> HubError {
    HubError(
      "key-not-held", "This process does not hold the key for \(purpose.rawValue).",
      remedy: "Give it a key file that does, or ask another process.")
  }

  /// Throws `key-not-held`.
  package func fingerprinter(_ purpose: KeyPurpose, label: String = "") throws(HubError) -> Fingerprinter {
    Fingerprinter(hash: suite.hash, key: try key(purpose, label: label))
  }

  package func subjectKey(entity: String) throws(HubError) -> SubjectKey {
    SubjectKey(fingerprinter: try fingerprinter(.subject), entity: entity)
  }

  package func attributeKey(entity: String, attribute: String) throws(HubError) -> AttributeKey {
    AttributeKey(fingerprinter: try fingerprinter(.attribute, label: "\(entity).\(attribute)"))
  }
}

extension KeyRing: CustomStringConvertible, CustomReflectable {
  package var description: String { "KeyRing(\(suite.rawValue) v\(version) \(identity.prefix(8)))" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
