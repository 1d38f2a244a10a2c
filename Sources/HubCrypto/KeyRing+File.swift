package import HubModel

/// The key file: `name: value` lines that begin with `govhub-keys: 1`, then suite, version, and either the root or, for a
/// process that gets only its own keys, the identity and one line per purpose; sealing keys of later versions follow as
/// `sealing-2` and so on. Bytes are base64.
extension KeyRing {
  /// Makes a new root and writes it. Throws `key-file-exists` rather than overwrite one.
  package static func create(at path: String, suite: Suite) throws(HubError) {
    let root = SecretBytes(count: 32) { Random.fillSecret($0) }
    try KeyFile.write([KeyLine("suite", suite.rawValue), KeyLine("version", "1"), KeyLine("root", root)], to: path)
  }

  /// `place`: a path, or `credential:NAME` for what systemd hands over.
  ///
  /// Throws `key-file-exposed` where anyone but its owner may read the file, `key-file-foreign` where it is somebody else's,
  /// `key-file-malformed`, `key-file-unreadable`, `credential-missing`.
  package static func load(from place: String) throws(HubError) -> KeyRing {
    let lines = try KeyFile.read(try KeyPlace(place))
    guard let suite = lines.text("suite").flatMap(Suite.init(rawValue:)),
      // The database keeps it as a signed 16-bit number.
      let version = lines.text("version").flatMap({ Int16($0) }).flatMap({ UInt16(exactly: $0) }), version > 0
    else { throw KeyFile.malformed }
    let sealing = try lines.sealingKeys()
    guard sealing[version] == nil else { throw KeyFile.malformed }
    if let root = try lines.key("root") {
      guard lines.count == 3 + sealing.count else { throw KeyFile.malformed }
      return try KeyRing(suite: suite, version: version, root: root, sealingKeys: sealing)
    }
    return try KeyRing(suite: suite, version: version, derived: lines, sealingKeys: sealing)
  }

  /// Writes the keys this ring holds, never the root: what another process is given. Throws `key-file-exists`.
  package func save(at path: String) throws(HubError) {
    var lines = [
      KeyLine("suite", suite.rawValue), KeyLine("version", String(version)), KeyLine("identity", identity),
    ]
    for purpose in KeyPurpose.allCases { if let key = keys[purpose] { lines.append(KeyLine(purpose.rawValue, key)) } }
    for (version, key) in sealingKeys.sorted(by: { $0.key < $1.key }) { lines.append(KeyLine(sealing: version, key)) }
    try KeyFile.write(lines, to: path)
  }

  private convenience init(
    suite: Suite, version: UInt16, derived lines: KeyLines, sealingKeys: [UInt16: SecretBytes]
  ) throws(HubError) {
    var keys: [KeyPurpose: SecretBytes] = [:]
    for purpose in KeyPurpose.allCases { keys[purpose] = try lines.key(purpose.rawValue) }
    guard let identity = lines.text("identity"), Hex.decode(identity)?.count == 16,
      lines.count == keys.count + 3 + sealingKeys.count, sealingKeys.isEmpty || keys[.sealing] != nil
    else { throw KeyFile.malformed }
    self.init(suite: suite, version: version, identity: identity, keys: keys, sealingKeys: sealingKeys)
  }
}
