/// A network in CIDR notation, or one address.
package struct NetworkRange: Hashable, Sendable {
  package enum Fault: Error, Equatable {
    case malformed
    /// Bits are set behind the prefix; the network that was probably meant.
    case hostBits(NetworkRange)
    /// `/0` holds every address.
    case everything
  }

  let base: NetworkAddress
  let prefix: Int

  package init(_ text: String) throws(Fault) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ NetworkAddress($0) }) else { throw .malformed }
    // `::ffff:10.1.0.0/112` is 10.1.0.0/16.
    let offset = address.isIPv4 && parts[0].contains(":") ? 96 : 0
    var length = address.width
    if parts.count == 2 {
      guard let given = NetworkRange.prefix(parts[1]), given >= offset, given - offset <= address.width else { throw .malformed }
      length = given - offset
    }
    guard length > 0 else { throw .everything }
    let masked = NetworkAddress(isIPv4: address.isIPv4, bits: address.bits & NetworkRange.mask(length))
    self.init(base: masked, prefix: length)
    guard masked == address else { throw .hostBits(self) }
  }

  private init(base: NetworkAddress, prefix: Int) {
    self.base = base
    self.prefix = prefix
  }

  /// Addresses of the other family are never inside.
  package func contains(_ address: NetworkAddress) -> Bool {
    address.isIPv4 == base.isIPv4 && (address.bits ^ base.bits) & NetworkRange.mask(prefix) == 0
  }

  private static func mask(_ length: Int) -> UInt128 { UInt128.max << UInt128(128 - length) }

  private static func prefix(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(text)
  }
}

extension NetworkRange: CustomStringConvertible {
  package var description: String { "\(base)/\(prefix)" }
}
