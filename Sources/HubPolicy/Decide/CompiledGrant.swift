/// A grant of one role, with its names turned into bits and its dates into instants.
final class CompiledGrant: Sendable {
  let rule: String
  let role: String
  let grant: Grant
  let quota: Quota?
  let attributes: UInt128
  /// To break the glass is to state an emergency.
  let require: ContextParts
  /// µs since 1970.
  let expiresAt: Int64
  /// Made once, since every answer near the end carries it; nil where there is no end.
  let sunset: Sunset?

  /// `until`: when the role's grants end for the client.
  init(_ grant: Grant, of role: Role, attributes: UInt128, until: Int64) {
    rule = "\(role.name)/\(grant.id)"
    self.role = role.name
    self.grant = grant
    quota = role.quota
    self.attributes = attributes
    require = grant.isBreakGlass ? grant.require.union(.emergency) : grant.require
    expiresAt = min(until, grant.expires?.end ?? .max)
    sunset = expiresAt == .max ? nil : Sunset(expiresAt)
  }

  /// The attributes it covers and the parts of the context it does without.
  var mask: UInt128 { attributes | ContextParts.all.subtracting(require).bits }

  func covers(_ wanted: UInt128) -> Bool { wanted & ~attributes == 0 }

  /// Attributes and purpose fit already.
  func verdict(_ request: AccessRequest) -> DecisionCode {
    if request.time >= expiresAt { return .grantExpired }
    if !grant.networks.isEmpty, !(request.network.map(admits) ?? false) { return .networkNotAllowed }
    if let hours = grant.hours, !hours.contains(request.time) { return .outsideHours }
    return require.isSubset(of: request.context) ? .allowed : .contextRequired
  }

  private func admits(_ network: NetworkAddress) -> Bool { grant.networks.contains { $0.contains(network) } }

  /// Nil where every condition holds for the row.
  func refusal(of row: (String) -> String?) -> DecisionCode? {
    for condition in grant.when {
      switch condition.test(row(condition.attribute)) {
      case .holds: continue
      case .fails: return .conditionFailed
      case .missing: return .attributeMissing
      case .error: return .evaluationError
      }
    }
    return nil
  }
}

extension ContextParts {
  /// Above the bits of attributes.
  var bits: UInt128 { UInt128(rawValue) << UInt128(AttributeIndex.capacity) }
}
