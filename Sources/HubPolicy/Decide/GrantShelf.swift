/// Grants of one client in the order in which they are tried, found by what they cover.
final class GrantShelf: Sendable {
  let grants: [CompiledGrant]
  let matrix: RuleMatrix

  init(_ grants: [CompiledGrant]) {
    self.grants = grants
    matrix = RuleMatrix(grants.map(\.mask))
  }

  func covers(_ wanted: UInt128) -> Bool { matrix.first(from: 0, havingAll: wanted) != nil }
}

/// One request among the grants of a shelf: those that would allow it but for the record, found only as far as somebody looks.
struct GrantSearch: Sendable, Sequence, IteratorProtocol {
  private let shelf: GrantShelf
  private let request: AccessRequest
  private let wanted: UInt128
  private var position = 0

  /// `wanted`: the attributes of the request.
  init(_ shelf: GrantShelf, _ wanted: UInt128, _ request: AccessRequest) {
    self.shelf = shelf
    self.request = request
    self.wanted = wanted
  }

  /// What the request lacks has to be what the grant does not require: a question of bits like that of attributes.
  mutating func next() -> CompiledGrant? {
    let all = wanted | ContextParts.all.subtracting(request.context).bits
    while let index = shelf.matrix.first(from: position, havingAll: all) {
      position = index + 1
      if shelf.grants[index].verdict(request) == .allowed { return shelf.grants[index] }
    }
    return nil
  }

  /// Why none applies. Missing context counts first, since the caller can mend it; an emergency is asked for only where no other
  /// grant was near.
  var refusal: (grant: CompiledGrant, code: DecisionCode)? {
    var found: (grant: CompiledGrant, code: DecisionCode)?
    var index = shelf.matrix.first(from: 0, havingAll: wanted)
    while let place = index {
      let grant = shelf.grants[place]
      let code = grant.verdict(request)
      if code == .contextRequired, !grant.grant.isBreakGlass { return (grant, code) }
      found = found ?? (grant, code)
      index = shelf.matrix.first(from: place + 1, havingAll: wanted)
    }
    return found
  }
}
