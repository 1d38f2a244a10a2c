import HubModel

/// A policy set made ready to decide: immutable, so that a gateway swaps one reference to take a new one.
package final class CompiledPolicy: Sendable {
  let tables: [String: GrantTable]
  let purposes: [String: (number: Int, purpose: Purpose)]
  let entities: [String: AttributeIndex]
  private let aggregates: [String: AggregateQuery]
  private let keys: [String: (client: Client, key: ClientKey)]

  /// `set` has no errors.
  package init(_ set: PolicySet) {
    let compiler = PolicyCompiler(set)
    entities = compiler.entities
    purposes = compiler.purposes
    aggregates = Dictionary(uniqueKeysWithValues: set.aggregates.map { ($0.name, $0) })
    tables = Dictionary(uniqueKeysWithValues: set.clients.map { ($0.id, compiler.table($0)) })
    var keys: [String: (Client, ClientKey)] = [:]
    for client in set.clients { for key in client.keys { keys[key.id] = (client, key) } }
    self.keys = keys
  }

  package func client(_ id: String) -> Client? { tables[id]?.client }

  /// The client and key that a token's `kid` names, whatever the client's status.
  package func client(keyID: String) -> (client: Client, key: ClientKey)? { keys[keyID] }

  package func purpose(_ name: String) -> Purpose? { purposes[name]?.purpose }

  package func aggregate(_ name: String) -> AggregateQuery? { aggregates[name] }
}

/// Names → numbers and bits.
struct PolicyCompiler {
  let entities: [String: AttributeIndex]
  let purposes: [String: (number: Int, purpose: Purpose)]
  private let roles: [String: Role]

  init(_ set: PolicySet) {
    entities = AttributeIndex.all(of: set.model, queries: set.aggregates)
    purposes = Dictionary(uniqueKeysWithValues: set.purposes.enumerated().map { ($1.name, ($0, $1)) })
    roles = Dictionary(uniqueKeysWithValues: set.roles.map { ($0.name, $0) })
  }

  func table(_ client: Client) -> GrantTable {
    let held = HeldRoles(client.roles, in: roles)
    let all = held.names.compactMap { roles[$0] }
    return GrantTable(
      client, grants: all.flatMap { grants(of: $0, until: held.ends[$0.name] ?? 0) }, denies: all.flatMap(denies))
  }

  private func grants(of role: Role, until: Int64) -> [GrantTable.Placed<CompiledGrant>] {
    role.grants.compactMap { grant in
      guard let entity = entities[grant.entity], let bits = entity.bits(of: grant.attributes, for: grant.action) else { return nil }
      let compiled = CompiledGrant(grant, of: role, attributes: bits, until: until)
      return (GrantTable.key(grant.action, entity: entity.number), grant.purposes.compactMap { purposes[$0]?.number }, compiled)
    }
  }

  /// A name that is unknown here makes the deny wider, never narrower.
  private func denies(of role: Role) -> [GrantTable.Placed<CompiledDeny>] {
    role.denies.compactMap { deny in
      guard let entity = entities[deny.entity] else { return nil }
      let bits = deny.attributes.flatMap { entity.bits(of: $0, for: deny.action) } ?? entity.allBits(for: deny.action)
      let compiled = CompiledDeny(rule: "\(role.name)/\(deny.id)", deny: deny, attributes: bits)
      return (GrantTable.key(deny.action, entity: entity.number), numbers(of: deny.purposes), compiled)
    }
  }

  /// Nil: all.
  private func numbers(of names: [String]?) -> [Int] {
    let found = names.map { $0.compactMap { purposes[$0]?.number } } ?? []
    return found.count == names?.count ? found : purposes.values.map(\.number)
  }
}

extension AttributeIndex {
  /// Those that can be asked for: not relations and aliases by themselves.
  static func all(of model: Model, queries: [AggregateQuery] = []) -> [String: AttributeIndex] {
    var result: [String: AttributeIndex] = [:]
    for (number, entity) in model.entities.enumerated() where entity.kind == .entity {
      let names = queries.filter { $0.entity == entity.name }.map(\.name)
      result[entity.name] = AttributeIndex(entity, number: number, in: model, queries: names)
    }
    return result
  }
}
