/// One client with the grants and denies of its roles, indexed by action, entity and purpose.
final class GrantTable: Sendable {
  let client: Client
  private let byPurpose: [UInt64: [CompiledGrant]]
  private let byEntity: [UInt64: [CompiledGrant]]
  private let denies: [UInt64: [CompiledDeny]]
  /// The different attribute sets of the grants behind each key: far fewer than the grants.
  private let covers: [UInt64: [UInt128]]
  private let coversByPurpose: [UInt64: [UInt128]]

  /// `grants` and `denies` in the order of the client's roles.
  init(
    _ client: Client, grants: [(key: UInt64, purposes: [Int], grant: CompiledGrant)], denies: [(key: UInt64, deny: CompiledDeny)]
  ) {
    self.client = client
    let ordered = grants.enumerated().sorted { GrantTable.precedes($0, $1) }.map(\.element)
    var byPurpose: [UInt64: [CompiledGrant]] = [:]
    for (key, purposes, grant) in ordered {
      for purpose in purposes { byPurpose[GrantTable.key(key, purpose), default: []].append(grant) }
    }
    self.byPurpose = byPurpose
    byEntity = Dictionary(grouping: ordered, by: \.key).mapValues { $0.map(\.grant) }
    covers = byEntity.mapValues(GrantTable.attributeSets)
    coversByPurpose = byPurpose.mapValues(GrantTable.attributeSets)
    self.denies = Dictionary(grouping: denies, by: \.key).mapValues { $0.map(\.deny) }
  }

  private static func attributeSets(_ grants: [CompiledGrant]) -> [UInt128] { Array(Set(grants.map(\.attributes))) }

  static func key(_ action: Action, entity: Int) -> UInt64 { UInt64(entity) << 1 | (action == .read ? 1 : 0) }
  private static func key(_ key: UInt64, _ purpose: Int) -> UInt64 { key << 32 | UInt64(purpose) }

  /// Grants without conditions on the row first, then the less telling answer, then the order of the files.
  private static func precedes(
    _ a: EnumeratedSequence<[(key: UInt64, purposes: [Int], grant: CompiledGrant)]>.Element,
    _ b: EnumeratedSequence<[(key: UInt64, purposes: [Int], grant: CompiledGrant)]>.Element
  ) -> Bool {
    let (x, y) = (a.element.grant.grant, b.element.grant.grant)
    if x.when.isEmpty != y.when.isEmpty { return x.when.isEmpty }
    return x.answer == y.answer ? a.offset < b.offset : x.answer < y.answer
  }

  func deny(_ key: UInt64, _ wanted: UInt128, purpose: Int) -> CompiledDeny? {
    denies.isEmpty ? nil : denies[key]?.first { $0.forbids(wanted, purpose: purpose) }
  }

  /// Nil where none covers the attributes.
  func grants(_ key: UInt64, purpose: Int, covering wanted: UInt128) -> [CompiledGrant]? {
    let key = GrantTable.key(key, purpose)
    guard let sets = coversByPurpose[key], sets.contains(where: { wanted & ~$0 == 0 }) else { return nil }
    return byPurpose[key]
  }

  /// True where some grant covers the attributes, for whatever purpose.
  func covers(_ key: UInt64, _ wanted: UInt128) -> Bool { covers[key]?.contains { wanted & ~$0 == 0 } ?? false }

  func grants(_ key: UInt64) -> [CompiledGrant] { byEntity[key] ?? [] }

  func denies(_ key: UInt64) -> [CompiledDeny] { denies[key] ?? [] }

  func admits(_ network: NetworkAddress?) -> Bool {
    guard !client.networks.isEmpty else { return true }
    guard let network else { return false }
    return client.networks.contains { $0.contains(network) }
  }
}
