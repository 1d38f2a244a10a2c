import HubStandards

/// The rules by which values are brought to their comparison form.
enum RuleVersion {
  static let current = normalisationRules
}
