package import HubModel

extension Mask {
  /// True where the mask is meant for values of this type.
  package func fits(_ type: ValueType) -> Bool {
    switch kind {
    case .surname: type == .personName
    case .county: type == .text
    case .year: type == .date || type == .instant
    case .ageBand: type == .date
    case .band: type == .amount
    case .before, .after: type == .text || type == .phone
    case .keep, .hide, .show, .fixed, .withhold, .pseudonym: true
    }
  }
}
