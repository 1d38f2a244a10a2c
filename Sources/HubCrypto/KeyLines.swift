import HubModel

/// The lines of a key file that was read. They stand in one place in memory, which is overwritten when they are let go: a key
/// never becomes a String.
struct KeyLines {
  private let bytes: SecretBytes
  private let values: [String: Range<Int>]

  /// Throws `key-file-malformed`.
  init(_ bytes: SecretBytes, count: Int) throws(HubError) {
    self.bytes = bytes
    values = try bytes.withBytes { all throws(HubError) in try Self.parse(UnsafeRawBufferPointer(rebasing: all[..<count])) }
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer) throws(HubError) -> [String: Range<Int>] {
    var values: [String: Range<Int>] = [:]
    var start = 0
    var isFirst = true
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      defer { start = end + 1 }
      if start == end { continue }
      if isFirst {
        guard bytes[start..<end].elementsEqual(KeyFile.firstLine.utf8) else { throw KeyFile.malformed }
        isFirst = false
        continue
      }
      guard let colon = bytes[start..<end].firstIndex(of: 0x3A), colon + 1 < end, bytes[colon + 1] == 0x20 else {
        throw KeyFile.malformed
      }
      let name = String(decoding: bytes[start..<colon], as: UTF8.self)
      guard values.updateValue(colon + 2..<end, forKey: name) == nil else { throw KeyFile.malformed }
    }
    guard !isFirst else { throw KeyFile.malformed }
    return values
  }

  var count: Int { values.count }
  var names: [String] { values.keys.sorted() }

  /// Of a line that is no secret.
  func text(_ name: String) -> String? {
    values[name].map { range in bytes.withBytes { String(decoding: $0[range], as: UTF8.self) } }
  }

  /// Nil where there is no such line. Throws `key-file-malformed`.
  func key(_ name: String) throws(HubError) -> SecretBytes? {
    guard let range = values[name] else { return nil }
    return try SecretBytes(count: 32) { out throws(HubError) in
      let isKey = bytes.withBytes { Base64.decode(UnsafeRawBufferPointer(rebasing: $0[range]), into: out) }
      if !isKey { throw KeyFile.malformed }
    }
  }

  /// Sealing keys of later versions.
  func sealingKeys() throws(HubError) -> [UInt16: SecretBytes] {
    var keys: [UInt16: SecretBytes] = [:]
    for name in names where name.hasPrefix(KeyLine.sealing) {
      let digits = String(name.dropFirst(KeyLine.sealing.count))
      guard let version = Int16(digits).flatMap({ UInt16(exactly: $0) }), version > 0, String(version) == digits else {
        throw KeyFile.malformed
      }
      keys[version] = try key(name)
    }
    return keys
  }

  /// As they are to be written again.
  func all() throws(HubError) -> [KeyLine] {
    var lines: [KeyLine] = []
    for name in ["suite", "version", "identity"] { if let text = text(name) { lines.append(KeyLine(name, text)) } }
    for name in names where !["suite", "version", "identity"].contains(name) {
      if let key = try key(name) { lines.append(KeyLine(name, key)) }
    }
    return lines
  }
}
