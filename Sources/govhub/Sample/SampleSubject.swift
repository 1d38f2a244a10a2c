/// A planted person or firm and the words needed to ask about it.
struct SampleSubject: Codable, Equatable, Sendable {
  enum Kind: String, Codable, CaseIterable, Sendable {
    case personPlain = "person-plain"
    case personDeceased = "person-deceased"
    case personMovedOut = "person-moved-out"
    case personFifteenDigits = "person-fifteen-digits"
    case personSuperseded = "person-superseded-number"
    case personDottedName = "person-dotted-name"
    case personRareCharacter = "person-rare-character"
    case personFormerPrivateUse = "person-former-private-use"
    case personHongKong = "person-hong-kong"
    case personMacau = "person-macau"
    case personTaiwan = "person-taiwan"
    case personForeignCard = "person-foreign-card"
    case personOldForeignCard = "person-old-foreign-card"
    case personCheckDiffers = "person-check-differs"
    case personCanary = "person-canary"
    case personQuarantined = "person-quarantined"
    case personNotInLibrary = "person-not-in-library"
    case firmOpen = "firm-open"
    case firmDeregistered = "firm-deregistered"
    case firmRevoked = "firm-revoked"
    case firmFutureClosing = "firm-future-closing"
    case firmRenamed = "firm-renamed"
    case firmSuccessor = "firm-took-former-name"
    case firmCheckDiffers = "firm-check-differs"
    case firmRegistrationNumber = "firm-registration-number"
    case firmSeveralRepresentatives = "firm-several-representatives"
    case firmTaxStateDiffers = "firm-tax-state-differs"
    case firmTaxRepresentativeDiffers = "firm-tax-representative-differs"
    case firmQuarantined = "firm-quarantined"
    case firmNotInLibrary = "firm-not-in-library"
  }

  struct Representative: Codable, Equatable, Sendable {
    var role: String
    /// Word of `DocumentKind`.
    var documentType: String
    var name: String
    var number: String
  }

  var kind: Kind
  /// `person` or `enterprise`.
  var entity: String
  /// Word of `DocumentKind`.
  var documentType: String
  /// Canonical: 18 digits where the file has 15.
  var number: String
  /// The right name, also where the file's row lacks it.
  var name: String
  /// The number as the file has it, where that differs.
  var writtenNumber: String?
  /// State as the file words it, and its date where there is one.
  var state: String?
  var stateSince: String?
  /// The number held before, and since when no longer.
  var formerNumber: String?
  var formerNumberUntil: String?
  /// The name held before, and since when no longer.
  var formerName: String?
  var formerNameUntil: String?
  /// What the tax office says where it disagrees: a state code or a name.
  var taxSays: String?
  var sex: String?
  var birthDate: String?
  /// In the order of the file.
  var representatives: [Representative]?
}
