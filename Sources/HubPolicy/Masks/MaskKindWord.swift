/// The words of `kind:`, and the settings that each takes.
enum MaskKindWord: String, CaseIterable {
  case keep, hide, show, before, after, surname, county, year
  case ageBand = "age-band"
  case band, fixed, withhold, pseudonym

  var settings: [String] {
    switch self {
    case .keep: ["first", "last"]
    case .before: ["character", "first"]
    case .after: ["character", "last"]
    case .band: ["width", "edges"]
    case .fixed: ["text"]
    default: required
    }
  }

  var required: [String] {
    switch self {
    case .hide, .show: ["from", "to"]
    case .before, .after: ["character"]
    case .ageBand: ["width"]
    default: []
    }
  }
}
