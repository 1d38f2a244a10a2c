/// What is wrong or unusual in `public-security/population`.
enum PopulationFault: String, SampleFault {
  case checkDiffers = "check-differs"
  case fifteenDigits = "fifteen-digits"
  case fullWidthDigits = "full-width-digits"
  case lowerCaseX = "lower-case-x"
  case trailingBlanks = "trailing-blanks"
  case rareCharacter = "rare-character"
  case formerPrivateUse = "former-private-use"
  case canaryName = "canary-name"
  case birthDateDiffers = "birth-date-differs"
  case excelZeros = "excel-zeros"
  case excelExponent = "excel-exponent"
  case masked
  case impossibleDate = "impossible-date"
  case emptyName = "empty-name"
  case nulByte = "nul-byte"
  case undecodableBytes = "undecodable-bytes"
  case tooFewFields = "too-few-fields"
  case tooManyFields = "too-many-fields"
  case identicalDuplicate = "identical-duplicate"
  case olderDuplicate = "older-duplicate"

  var outcome: SampleOutcome {
    switch self {
    case .checkDiffers, .fifteenDigits, .fullWidthDigits, .lowerCaseX, .trailingBlanks, .rareCharacter,
      .formerPrivateUse, .canaryName, .birthDateDiffers:
      .kept
    case .excelZeros, .excelExponent: .quarantined("excel-precision-lost")
    case .masked: .quarantined("masked-value")
    case .impossibleDate: .quarantined("date-impossible")
    case .emptyName: .quarantined("required-missing")
    case .nulByte: .quarantined("nul-character")
    case .undecodableBytes: .quarantined("undecodable-bytes")
    case .tooFewFields, .tooManyFields: .quarantined("ragged-row")
    case .identicalDuplicate: .identicalDuplicate
    case .olderDuplicate: .conflictingDuplicate
    }
  }

  var perMillion: Int {
    switch self {
    case .fifteenDigits: 2500
    case .rareCharacter: 500
    case .lowerCaseX, .trailingBlanks, .fullWidthDigits: 200
    case .excelZeros: 100
    case .checkDiffers, .masked, .excelExponent: 77
    case .identicalDuplicate, .olderDuplicate, .birthDateDiffers: 60
    case .impossibleDate, .emptyName, .formerPrivateUse: 40
    case .nulByte, .undecodableBytes: 10
    case .tooFewFields, .tooManyFields: 1
    case .canaryName: 0
    }
  }

  /// The name that belongs to the person, wherever it is written.
  var nameStyle: SampleName.Style? {
    switch self {
    case .rareCharacter: .rare
    case .formerPrivateUse: .formerPrivateUse
    case .canaryName: .canary
    default: nil
    }
  }

  /// Whether the fault can be planted on this person and be seen there.
  func fits(_ person: SamplePerson) -> Bool {
    guard person.document == .resident, person.name.style == .two || person.name.style == .three else { return false }
    switch self {
    case .fifteenDigits: return person.birth < SampleDay(1999, 10, 1)
    case .lowerCaseX: return person.number.hasSuffix("X")
    default: return true
    }
  }
}
