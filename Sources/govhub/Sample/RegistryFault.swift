/// What is wrong or unusual in `market-regulation/enterprise-registry`; shares as counted in three million real rows.
enum RegistryFault: String, SampleFault {
  case checkDiffers = "check-differs"
  case lowerCaseCode = "lower-case-code"
  case registrationNumber = "registration-number-15"
  case shortRegistrationNumber = "registration-number-13"
  case oldRegistrationForm = "registration-number-in-words"
  case quotedLineBreak = "quoted-line-break"
  case quotedQuote = "quoted-quote"
  case futureClosing = "future-closing"
  case outsideAlphabet = "outside-alphabet"
  case codeIsNone = "code-is-none"
  case length1 = "length-1"
  case length10 = "length-10"
  case length11 = "length-11"
  case length12 = "length-12"
  case length16 = "length-16"
  case length17 = "length-17"
  case emptyName = "empty-name"
  case nulByte = "nul-byte"
  case undecodableBytes = "undecodable-bytes"
  case tooFewFields = "too-few-fields"
  case tooManyFields = "too-many-fields"
  case identicalDuplicate = "identical-duplicate"
  case conflictingDuplicate = "conflicting-duplicate"

  var outcome: SampleOutcome {
    switch self {
    case .checkDiffers, .lowerCaseCode, .registrationNumber, .shortRegistrationNumber, .oldRegistrationForm,
      .quotedLineBreak, .quotedQuote, .futureClosing:
      .kept
    case .outsideAlphabet: .quarantined("credit-code-alphabet")
    case .codeIsNone: .quarantined("placeholder-value")
    case .length1, .length10, .length11, .length12, .length16, .length17: .quarantined("identifier-malformed")
    case .emptyName: .quarantined("required-missing")
    case .nulByte: .quarantined("nul-character")
    case .undecodableBytes: .quarantined("undecodable-bytes")
    case .tooFewFields, .tooManyFields: .quarantined("ragged-row")
    case .identicalDuplicate: .identicalDuplicate
    case .conflictingDuplicate: .conflictingDuplicate
    }
  }

  var perMillion: Int {
    switch self {
    case .registrationNumber: 2500
    case .quotedLineBreak, .quotedQuote, .futureClosing: 200
    case .shortRegistrationNumber: 167
    case .checkDiffers: 77
    case .oldRegistrationForm, .outsideAlphabet: 40
    case .identicalDuplicate, .conflictingDuplicate: 29
    case .lowerCaseCode: 20
    default: 1
    }
  }

  var fewest: Int {
    switch self {
    case .codeIsNone, .length1, .length10, .length11, .length12, .length16, .length17: 1
    default: 2
    }
  }

  /// Length of a code that is no code at all.
  var brokenLength: Int? {
    switch self {
    case .length1: 1
    case .length10: 10
    case .length11: 11
    case .length12: 12
    case .length16: 16
    case .length17: 17
    default: nil
    }
  }

  /// Whether other files of the same department know the firm by the code written here.
  var isKnownElsewhere: Bool { brokenLength == nil && self != .codeIsNone && self != .outsideAlphabet }

  /// Whether the tax office may have a row: only where the register's own row is stored as it should be.
  var allowsTaxpayer: Bool {
    switch self {
    case .checkDiffers, .lowerCaseCode, .quotedLineBreak, .quotedQuote: true
    default: false
    }
  }
}
