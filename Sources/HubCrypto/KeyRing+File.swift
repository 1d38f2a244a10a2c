package import HubModel

/// The key file: `name: value` lines that begin with `govhub-keys: 1`, then suite, version, and either the root or, for a
/// process that gets only its own keys, the identity and one line per purpose. Bytes are base64.
extension KeyRing {
  /// Makes a new root and writes it. Throws `key-file-exists` rather than overwrite one.
  package static func create(at path: String, suite: Suite) throws(HubError) {
    let root = SecretBytes(count: 32) { Random.fillSecret($0) }
    try KeyFile.write([("suite", suite.rawValue), ("version", "1"), ("root", root.withBytes { Base64.encode($0) })], to: path)
  }

  /// Throws `key-file-exposed` where anyone but its owner may read the file, `key-file-malformed`, `key-file-unreadable`.
  package static func load(from path: String) throws(HubError) -> KeyRing {
    let lines = try KeyFile.read(path)
    guard let suite = lines["suite"].flatMap(Suite.init(rawValue:)),
      // The database keeps it as a signed 16-bit number.
      let version = lines["version"].flatMap({ Int16($0) }).flatMap({ UInt16(exactly: $0) }), version > 0
    else { throw KeyFile.malformed }
    if let root = lines["root"] {
      guard lines.count == 3 else { throw KeyFile.malformed }
      return try KeyRing(suite: suite, version: version, root: try KeyFile.key(root))
    }
    return try KeyRing(suite: suite, version: version, derived: lines)
  }

  /// Writes the keys this ring holds, never the root: what another process is given. Throws `key-file-exists`.
  package func save(at path: String) throws(HubError) {
    var lines = [("suite", suite.rawValue), ("version", String(version)), ("identity", identity)]
    for purpose in KeyPurpose.allCases {
      if let key = keys[purpose] { lines.append((purpose.rawValue, key.withBytes { Base64.encode($0) })) }
    }
    try KeyFile.write(lines, to: path)
  }

  private convenience init(suite: Suite, version: UInt16, derived lines: [String: String]) throws(HubError) {
    var keys: [KeyPurpose: SecretBytes] = [:]
    for purpose in KeyPurpose.allCases {
      if let text = lines[purpose.rawValue] { keys[purpose] = try KeyFile.key(text) }
    }
    guard let identity = lines["identity"], Hex.decode(identity)?.count == 16, lines.count == keys.count + 3 else {
      throw KeyFile.malformed
    }
    self.init(suite: suite, version: version, identity: identity, keys: keys)
  }
}
