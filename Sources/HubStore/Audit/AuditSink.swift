/// Writes audit entries. An entry is durable when its call returns; entries that wait together are committed together.
package protocol AuditSink: Sendable {
  func record(_ entry: AuditEntry) async throws -> Receipt
  /// Several entries of one request, in one go; receipts in their order.
  func record(_ entries: [AuditEntry]) async throws -> [Receipt]
}

/// Proof that an answer is on record: leaf, inclusion proof and signed head of its batch, in binary form.
package struct Receipt: Sendable {
  package let bytes: [UInt8]
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Appends the receipt as base64url text without padding (RFC 4648 §5).
  package func write(into out: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0) | (left > 2 ? UInt32(bytes[index + 2]) : 0)
      out.append(Self.digit(group >> 18))
      out.append(Self.digit(group >> 12))
      if left > 1 { out.append(Self.digit(group >> 6)) }
      if left > 2 { out.append(Self.digit(group)) }
      index += 3
    }
  }

  private static func digit(_ bits: UInt32) -> UInt8 {
    switch UInt8(bits & 63) {
    case let value where value < 26: value + 65
    case let value where value < 52: value + 71
    case let value where value < 62: value - 4
    case 62: UInt8(ascii: "-")
    default: UInt8(ascii: "_")
    }
  }
}
