package import HubModel

/// Sealing keys have versions of their own, so that they can be rotated while fingerprints stay as they are.
///
/// A cell names its version, and whoever opens cells holds all of them; only the newest that is in force seals. So a rotation
/// rewrites cells one by one under load, and every cell can be read at every moment.
extension KeyRing {
  /// Those whose cells can be opened, ascending; empty in a process that may not open cells.
  package var sealingVersions: [UInt16] {
    keys[.sealing] == nil ? [] : ([version] + sealingKeys.keys).sorted()
  }

  /// The same ring, sealing under another version that it holds. Throws `key-version-not-held`.
  package func sealing(under version: UInt16) throws(HubError) -> KeyRing {
    if keys[.sealing] != nil { _ = try sealingKey(version) }
    return KeyRing(
      suite: suite, version: self.version, identity: identity, keys: keys, sealingKeys: sealingKeys, sealingVersion: version)
  }

  /// 32 hexadecimal digits that name a sealing key without revealing it.
  package func identity(ofSealing version: UInt16) throws(HubError) -> String {
    let name = try KeyDerivation.derive(
      from: try sealingKey(version), hash: suite.hash, context: ["identity of sealing", String(version)])
    return name.withBytes { Hex.encode($0.prefix(16)) }
  }

  func sealingKey(_ version: UInt16) throws(HubError) -> SecretBytes {
    guard let first = keys[.sealing] else { throw Self.notHeld(.sealing) }
    if version == self.version { return first }
    if let key = sealingKeys[version] { return key }
    throw HubError(
      "key-version-not-held", "This key ring does not hold version \(version) of the sealing key.",
      remedy: "Give this process the ring that `govhub keys rotate` wrote, or one made from it by `govhub keys restrict`.")
  }

  /// Adds a sealing key, made at random, to a ring's file and returns its version. What is sealed so far opens as before, and
  /// nothing is sealed under the new key yet. The file is replaced in one step.
  ///
  /// Throws `key-not-held` for a file that holds neither the root nor sealing keys, `keys-not-a-file` for a credential.
  package static func addSealingKey(at path: String) throws(HubError) -> UInt16 {
    guard case .file(let path) = try KeyPlace(path) else {
      throw HubError(
        "keys-not-a-file", "A credential of systemd cannot be written.", remedy: "Rotate the file that it is made from.")
    }
    let ring = try load(from: path)
    guard let newest = ring.sealingVersions.last else { throw notHeld(.sealing) }
    guard newest < Int16.max else { throw KeyFile.malformed }
    let key = SecretBytes(count: 32) { Random.fillSecret($0) }
    let lines = try KeyFile.read(.file(path)).all()
    try KeyFile.replace(lines + [KeyLine(sealing: newest + 1, key)], at: path)
    return newest + 1
  }
}
