import HubModel

extension AuditEntry {
  /// The canonical text of the entry: JSON with a fixed order of keys, absent ones left out. This is what a leaf hashes.
  package var json: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(768)
    var writer = EntryWriter(out: out)
    writer.field("requestId", requestID)
    if let item { writer.field("item", Int64(item)) }
    writer.field("client", clientID)
    writer.field("key", keyID)
    writer.field("action", action.rawValue)
    writer.field("entity", entity)
    writer.field("attributes", attributes)
    writer.field("answerForm", answerForm)
    writer.field("purpose", purpose)
    writer.field("context", context.map { ($0.key, $0.value) })
    writer.field("peer", peer)
    writer.field("address", address)
    writer.field("at", at)
    writer.field("subject", subject.map { Self.hex($0) })
    writer.field("decision", decision.rawValue)
    writer.field("code", code)
    writer.field("rule", rule)
    writer.field("result", result)
    writer.field("conditionValues", conditionValues.map { ($0.attribute, $0.value) })
    writer.field("policyVersion", policyVersion)
    writer.field("mappingVersion", mappingVersion)
    writer.field("ruleVersion", ruleVersion)
    writer.field("latencyMicros", latencyMicros)
    out = writer.finish()
    return out
  }

  private static func hex(_ fingerprint: Fingerprint) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(32)
    for byte in fingerprint.bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Writes one flat JSON object.
private struct EntryWriter {
  var out: [UInt8]
  private var isFirst = true

  init(out: [UInt8]) {
    self.out = out
    self.out.append(UInt8(ascii: "{"))
  }

  private mutating func key(_ name: StaticString) {
    if !isFirst { out.append(UInt8(ascii: ",")) }
    isFirst = false
    out.append(UInt8(ascii: "\""))
    out.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    out.append(UInt8(ascii: "\""))
    out.append(UInt8(ascii: ":"))
  }

  mutating func field(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
  }

  mutating func field(_ name: StaticString, _ value: Int64) {
    key(name)
    out.append(contentsOf: String(value).utf8)
  }

  mutating func field(_ name: StaticString, _ values: [String]) {
    key(name)
    out.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      string(value)
    }
    out.append(UInt8(ascii: "]"))
  }

  mutating func field(_ name: StaticString, _ pairs: [(String, String)]) {
    guard !pairs.isEmpty else { return }
    key(name)
    out.append(UInt8(ascii: "{"))
    for (index, pair) in pairs.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      string(pair.0)
      out.append(UInt8(ascii: ":"))
      string(pair.1)
    }
    out.append(UInt8(ascii: "}"))
  }

  private mutating func string(_ value: String) {
    out.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        out.append(contentsOf: "\\u00".utf8)
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  mutating func finish() -> [UInt8] {
    out.append(UInt8(ascii: "}"))
    return out
  }
}
