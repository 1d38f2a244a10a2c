/// One client with the grants and denies of its roles, indexed by action, entity and purpose, then by attributes.
final class GrantTable: Sendable {
  /// A rule with its action and entity, and the numbers of its purposes.
  typealias Placed<Rule> = (key: UInt64, purposes: [Int], rule: Rule)

  let client: Client
  private let grantsByPurpose: [UInt64: GrantShelf]
  private let grantsByEntity: [UInt64: GrantShelf]
  private let deniesByPurpose: [UInt64: DenyShelf]
  private let deniesByEntity: [UInt64: [CompiledDeny]]

  /// `grants` and `denies` in the order of the client's roles.
  init(_ client: Client, grants: [Placed<CompiledGrant>], denies: [Placed<CompiledDeny>]) {
    self.client = client
    let ordered = grants.enumerated().sorted { GrantTable.rank($0) < GrantTable.rank($1) }.map(\.element)
    grantsByPurpose = GrantTable.byPurpose(ordered).mapValues(GrantShelf.init)
    grantsByEntity = Dictionary(grouping: ordered, by: \.key).mapValues { GrantShelf($0.map(\.rule)) }
    deniesByPurpose = GrantTable.byPurpose(denies).mapValues(DenyShelf.init)
    deniesByEntity = Dictionary(grouping: denies, by: \.key).mapValues { $0.map(\.rule) }
  }

  static func key(_ action: Action, entity: Int) -> UInt64 { UInt64(entity) << 2 | action.number }
  private static func key(_ key: UInt64, _ purpose: Int) -> UInt64 { key << 32 | UInt64(purpose) }

  private static func byPurpose<Rule>(_ rules: [Placed<Rule>]) -> [UInt64: [Rule]] {
    var result: [UInt64: [Rule]] = [:]
    for (key, purposes, rule) in rules {
      for purpose in purposes { result[GrantTable.key(key, purpose), default: []].append(rule) }
    }
    return result
  }

  /// Nobody breaks the glass who need not; then: no conditions on the row, the less telling answer, the order of the files.
  private static func rank(_ placed: (offset: Int, element: Placed<CompiledGrant>)) -> (Int, Int, AnswerForm, Int) {
    let grant = placed.element.rule.grant
    return (grant.isBreakGlass ? 1 : 0, grant.when.isEmpty ? 0 : 1, grant.answer, placed.offset)
  }

  func deny(_ key: UInt64, _ wanted: UInt128, purpose: Int, _ request: AccessRequest) -> CompiledDeny? {
    deniesByPurpose.isEmpty ? nil : deniesByPurpose[GrantTable.key(key, purpose)]?.first(wanted, request)
  }

  func shelf(_ key: UInt64, purpose: Int) -> GrantShelf? { grantsByPurpose[GrantTable.key(key, purpose)] }

  /// True where some grant covers the attributes, for whatever purpose.
  func covers(_ key: UInt64, _ wanted: UInt128) -> Bool { grantsByEntity[key]?.covers(wanted) ?? false }

  func grants(_ key: UInt64) -> [CompiledGrant] { grantsByEntity[key]?.grants ?? [] }

  func denies(_ key: UInt64) -> [CompiledDeny] { deniesByEntity[key] ?? [] }

  func admits(_ network: NetworkAddress?) -> Bool {
    guard !client.networks.isEmpty else { return true }
    guard let network else { return false }
    return client.networks.contains { $0.contains(network) }
  }
}
