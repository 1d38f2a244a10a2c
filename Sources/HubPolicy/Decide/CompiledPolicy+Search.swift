extension CompiledPolicy {
  /// True where a grant of the client for the same purpose shows one of the attributes masked, whether or not it decides or covers
  /// what is asked: whoever could search by it would find out the rest.
  package func masksAny(of attributes: [String], client: String, action: Action, entity: String, purpose: String) -> Bool {
    guard let table = tables[client], let number = entities[entity]?.number, let purpose = purposes[purpose]?.number else {
      return true
    }
    let shelf = table.shelf(GrantTable.key(action, entity: number), purpose: purpose)
    return shelf?.grants.contains { grant in attributes.contains { grant.grant.masks[$0] != nil } } ?? false
  }
}
