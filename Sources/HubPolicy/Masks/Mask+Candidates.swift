package import HubModel

extension Mask {
  /// How many values fit what is shown, by public rules alone; nil where no public rule says it (free text).
  ///
  /// An estimate for a value of the usual kind: it is right to a factor of two. Of names the shortest counts.
  package func candidatesLeft(of type: ValueType) -> Double? {
    switch kind {
    case .withhold, .fixed, .pseudonym: .infinity
    case .keep, .hide, .show: byPlace(type)
    case .surname: type == .personName ? Mask.givenNames : nil
    case .county: type == .text ? Mask.addresses : nil
    case .year: type == .date ? 365 : type == .instant ? 365 * 86_400 : nil
    case .ageBand(let width): type == .date ? 365 * Double(width) : nil
    case .band(let bands): type == .amount ? Double(bands.narrowest) : nil
    case .before, .after: nil
    }
  }

  /// Characters that are used in given names: what is left of a name of two characters.
  private static let givenNames = 2500.0
  /// Addresses of a county.
  private static let addresses = 100_000.0

  private func byPlace(_ type: ValueType) -> Double? {
    if type == .personName { return kind.places(of: 2).map { $0.contains(0) || $0.contains(1) ? Mask.givenNames : .infinity } }
    guard let layout = NumberLayout.of(type), let places = kind.places(of: layout.length) else { return nil }
    return layout.candidates { !places.contains($0) }
  }
}
