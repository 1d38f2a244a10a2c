/// What is wrong or unusual in `market-regulation/legal-representatives`; planted on a firm's first representative.
enum RepresentativeFault: String, SampleFault {
  case checkDiffers = "check-differs"
  case fifteenDigits = "fifteen-digits"
  case missingNumber = "missing-number"
  case innerSpace = "inner-space"
  case excelZeros = "excel-zeros"
  case excelExponent = "excel-exponent"
  case masked
  case undecodableBytes = "undecodable-bytes"
  case tooFewFields = "too-few-fields"
  case identicalDuplicate = "identical-duplicate"
  case olderDuplicate = "older-duplicate"

  var outcome: SampleOutcome {
    switch self {
    case .checkDiffers, .fifteenDigits, .missingNumber, .innerSpace: .kept
    case .excelZeros, .excelExponent: .quarantined("excel-precision-lost")
    case .masked: .quarantined("masked-value")
    case .undecodableBytes: .quarantined("undecodable-bytes")
    case .tooFewFields: .quarantined("ragged-row")
    case .identicalDuplicate: .identicalDuplicate
    case .olderDuplicate: .conflictingDuplicate
    }
  }

  var perMillion: Int {
    switch self {
    case .missingNumber: 2000
    case .fifteenDigits: 500
    case .innerSpace, .excelZeros: 100
    case .checkDiffers, .masked, .excelExponent: 77
    case .identicalDuplicate, .olderDuplicate: 60
    case .undecodableBytes: 10
    case .tooFewFields: 1
    }
  }

  func fits(_ person: SamplePerson) -> Bool {
    guard person.document == .resident, person.name.style == .two || person.name.style == .three else { return false }
    return self != .fifteenDigits || person.birth < SampleDay(1999, 10, 1)
  }
}

/// What is wrong or unusual in `tax/taxpayers`.
enum TaxpayerFault: String, SampleFault {
  case representativeDiffers = "representative-differs"
  case stateDiffers = "state-differs"
  case bracketWidth = "bracket-width"
  case trailingBlanks = "trailing-blanks"
  case notInRegister = "not-in-register"

  var outcome: SampleOutcome {
    switch self {
    case .representativeDiffers: .conflict("enterprise.legal_rep_name")
    case .stateDiffers: .conflict("enterprise.state")
    case .bracketWidth, .trailingBlanks, .notInRegister: .kept
    }
  }

  var perMillion: Int {
    switch self {
    case .representativeDiffers: 5000
    case .stateDiffers: 3000
    case .bracketWidth: 1000
    case .trailingBlanks: 500
    case .notInRegister: 100
    }
  }

  /// Whether the disagreement can be seen on this firm.
  func fits(_ firm: SampleFirm) -> Bool {
    switch self {
    case .stateDiffers: firm.state == .inOperation || firm.state == .deregistered
    case .bracketWidth: firm.name.hasBrackets
    default: true
    }
  }
}
