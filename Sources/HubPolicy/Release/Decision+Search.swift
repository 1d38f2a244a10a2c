extension Decision {
  /// True where a grant that may decide shows one of the attributes masked: whoever could search by it would find out the rest.
  package func masksAny(of attributes: [String]) -> Bool {
    let masks = { (candidate: CompiledGrant) in attributes.contains { candidate.grant.masks[$0] != nil } }
    return grant.map(masks) == true || candidates?.contains(where: masks) == true
  }
}
