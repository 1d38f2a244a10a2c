internal import Glibc

/// An IPv4 or IPv6 address. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) is the IPv4 address it stands for.
package struct NetworkAddress: Hashable, Sendable {
  package let isIPv4: Bool
  /// The address from the most significant bit on; an IPv4 address fills the first 32.
  let bits: UInt128

  var width: Int { isIPv4 ? 32 : 128 }

  init(isIPv4: Bool, bits: UInt128) {
    self.isIPv4 = isIPv4
    self.bits = bits
  }

  /// Strict: four decimal parts without leading zeros, or RFC 4291 text without a zone; anything else is nil.
  package init?(_ text: some StringProtocol) {
    let text = String(text)
    guard text.utf8.count < 46, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    if let value = NetworkAddress.bytes(of: text, family: AF_INET, count: 4) {
      self.init(isIPv4: true, bits: value << 96)
      return
    }
    guard let value = NetworkAddress.bytes(of: text, family: AF_INET6, count: 16) else { return nil }
    let isMapped = value >> 32 == 0xFFFF
    self.init(isIPv4: isMapped, bits: isMapped ? value << 96 : value)
  }

  private static func bytes(of text: String, family: Int32, count: Int) -> UInt128? {
    var buffer = [UInt8](repeating: 0, count: 16)
    guard inet_pton(family, text, &buffer) == 1 else { return nil }
    return buffer[..<count].reduce(0) { $0 << 8 | UInt128($1) }
  }
}

extension NetworkAddress: CustomStringConvertible {
  /// The canonical spelling (RFC 5952), as the audit log keeps it.
  package var description: String {
    var bytes = (0..<16).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - $0 * 8)) }
    var text = [CChar](repeating: 0, count: 46)
    guard inet_ntop(isIPv4 ? AF_INET : AF_INET6, &bytes, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
