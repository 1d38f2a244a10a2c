import HubStandards

extension Verdict.Note {
  static let sourcesDisagree = Self(
    code: "sources-disagree", zh: "各来源的名称不一致，以数源部门为准", en: "Sources disagree on the name; the authoritative one decides.")
  static let stateDisagrees = Self(
    code: "state-disagrees", zh: "其他来源的登记状态与此不同，以数源部门为准", en: "Another source gives another state; the authoritative one decides.")

  static func formerName(until date: String?) -> Self {
    Self(
      code: "former-name", zh: date.map { "该名称为曾用名，使用至\($0)" } ?? "该名称为曾用名",
      en: date.map { "A former name, until \($0)." } ?? "A former name.", until: date)
  }

  static func superseded(until date: String?) -> Self {
    Self(
      code: "number-superseded", zh: date.map { "该号码已于\($0)更换" } ?? "该号码已更换",
      en: date.map { "The number was replaced on \($0)." } ?? "The number was replaced.", until: date)
  }

  /// Remarks on the question that its asker can do something about. They follow from the question alone.
  private static let told: Remarks = [
    .checkDiffers, .regionUnknown, .upgradedFrom15, .centuryAssumed, .privateUseCharacter, .privateUseReplaced, .legacyNumber,
    .organisationCodeCheckDiffers, .authorityUnknown,
  ]

  static func remarks(_ remarks: Remarks) -> [Self] {
    let told = remarks.intersection(told)
    guard !told.isEmpty else { return [] }
    return Remarks.table.filter { told.contains($0.remark) }.map { Self(code: $0.code, zh: $0.zh, en: $0.en) }
  }
}
