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
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (bytes.count + 2) / 3 * 4) { text in
      let count = bytes.withUnsafeBufferPointer { Self.encode($0, into: text) }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<count]))
    }
  }

  /// Returns the number of characters.
  private static func encode(_ bytes: UnsafeBufferPointer<UInt8>, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var place = 0
    func put(_ group: UInt32, _ count: Int) {
      for index in 0..<count { text[place + index] = alphabet.utf8Start[Int(group >> UInt32(18 - 6 * index) & 63)] }
      place += count
    }
    let whole = bytes.count / 3 * 3
    for index in stride(from: 0, to: whole, by: 3) {
      put(UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]), 4)
    }
    switch bytes.count - whole {
    case 1: put(UInt32(bytes[whole]) << 16, 2)
    case 2: put(UInt32(bytes[whole]) << 16 | UInt32(bytes[whole + 1]) << 8, 3)
    default: break
    }
    return place
  }

  private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
}
