/// A deny of one role.
struct CompiledDeny: Sendable {
  let rule: String
  let deny: Deny
  /// Bits of the attributes; those of all where the deny names none.
  let attributes: UInt128

  /// Attributes and purpose fit already. An address that could not be read is on every list of a deny.
  func applies(_ request: AccessRequest) -> Bool {
    guard deny.hours?.contains(request.time) ?? true else { return false }
    guard let network = request.network, !deny.networks.isEmpty else { return true }
    return deny.networks.contains { $0.contains(network) }
  }
}

/// Denies of one client, found by what they touch.
final class DenyShelf: Sendable {
  private let denies: [CompiledDeny]
  private let matrix: RuleMatrix

  init(_ denies: [CompiledDeny]) {
    self.denies = denies
    matrix = RuleMatrix(denies.map(\.attributes))
  }

  func first(_ wanted: UInt128, _ request: AccessRequest) -> CompiledDeny? {
    var index = matrix.first(from: 0, havingAny: wanted)
    while let place = index {
      if denies[place].applies(request) { return denies[place] }
      index = matrix.first(from: place + 1, havingAny: wanted)
    }
    return nil
  }
}
