/// How an 18-digit number was spoiled or written otherwise on its way into a file.
enum NumberDamage {
  case check, fifteenDigits, fullWidth, lowerCase, trailingBlanks, excelZeros, excelExponent, masked, impossibleDate

  init?(_ fault: PopulationFault) {
    switch fault {
    case .checkDiffers: self = .check
    case .fifteenDigits: self = .fifteenDigits
    case .fullWidthDigits: self = .fullWidth
    case .lowerCaseX: self = .lowerCase
    case .trailingBlanks: self = .trailingBlanks
    case .excelZeros: self = .excelZeros
    case .excelExponent: self = .excelExponent
    case .masked: self = .masked
    case .impossibleDate: self = .impossibleDate
    default: return nil
    }
  }

  init?(_ fault: RepresentativeFault) {
    switch fault {
    case .checkDiffers: self = .check
    case .fifteenDigits: self = .fifteenDigits
    case .excelZeros: self = .excelZeros
    case .excelExponent: self = .excelExponent
    case .masked: self = .masked
    default: return nil
    }
  }

  /// `number` has 18 ASCII characters; the result is in GB18030 (ASCII but for the full-width form).
  func applied(to number: [UInt8]) -> [UInt8] {
    switch self {
    case .check: number.dropLast() + [number[17] == 0x31 ? 0x32 : 0x31]
    case .fifteenDigits: Array(number[0..<6] + number[8..<17])
    case .fullWidth: number.flatMap { [0xA3, $0 + 0x80] }
    case .lowerCase: number.map { $0 == 0x58 ? 0x78 : $0 }
    case .trailingBlanks: number + [0x20, 0x20]
    case .excelZeros: number[0..<15] + [0x30, 0x30, 0x30]
    case .excelExponent: [number[0], 0x2E] + number[1..<6] + Array("E+17".utf8)
    case .masked: number[0..<6] + [UInt8](repeating: 0x2A, count: 8) + number[14..<18]
    case .impossibleDate: NumberDamage.withThirtiethOfFebruary(number)
    }
  }

  private static func withThirtiethOfFebruary(_ number: [UInt8]) -> [UInt8] {
    var result = number[0..<10] + Array("0230".utf8) + number[14..<18]
    result.withUnsafeMutableBufferPointer { $0[17] = SampleNumber.identityCheck($0.baseAddress!) }
    return Array(result)
  }
}
