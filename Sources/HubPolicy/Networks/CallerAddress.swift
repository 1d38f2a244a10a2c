/// Who calls: the address at the other end of the connection, and the one that counts for `networks:`.
package struct CallerAddress: Sendable, Equatable {
  package let peer: NetworkAddress
  /// Equals `peer` unless a trusted proxy forwarded the call.
  package let derived: NetworkAddress

  /// The rightmost address that is not a trusted proxy, and only where the peer is one: everything left of it is the client's own word.
  ///
  /// - Parameters:
  ///   - peer: the peer's address without port.
  ///   - forwardedFor: the `X-Forwarded-For` field values in the order of the message.
  /// - Returns: nil where an address that counts cannot be read; the caller is then refused.
  package init?(peer: String, forwardedFor: [String], trustedProxies: [NetworkRange]) {
    guard let peer = NetworkAddress(peer) else { return nil }
    self.peer = peer
    var derived = peer
    var entries = forwardedFor.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    while trustedProxies.contains(where: { $0.contains(derived) }), let entry = entries.popLast() {
      guard let address = CallerAddress.address(in: entry) else { return nil }
      derived = address
    }
    self.derived = derived
  }

  /// `10.1.0.5`, `10.1.0.5:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
  private static func address(in entry: Substring) -> NetworkAddress? {
    let text = entry.drop { $0 == " " || $0 == "\t" }
    let end = text.lastIndex { $0 != " " && $0 != "\t" }.map { text.index(after: $0) } ?? text.startIndex
    let trimmed = text[..<end]
    if trimmed.first == "[" {
      guard let close = trimmed.firstIndex(of: "]"), isPort(trimmed[trimmed.index(after: close)...]) else { return nil }
      return NetworkAddress(trimmed[trimmed.index(after: trimmed.startIndex)..<close])
    }
    if let colon = trimmed.firstIndex(of: ":"), trimmed.contains("."), isPort(trimmed[colon...]) {
      return NetworkAddress(trimmed[..<colon])
    }
    return NetworkAddress(trimmed)
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.first == ":" && UInt16(text.dropFirst()) != nil
  }
}
