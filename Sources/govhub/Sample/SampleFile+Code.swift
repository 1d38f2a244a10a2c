extension SampleFile {
  /// The code column of a firm as the register has it.
  func putCode(_ firm: SampleFirm, _ fault: RegistryFault?) {
    switch fault {
    case .registrationNumber: put(firm.registrationNumber)
    case .shortRegistrationNumber: put(Array(firm.registrationNumber.prefix(13)))
    case .oldRegistrationForm:
      put(words.oldRegistration, 0)
      decimal(firm.row, width: 4)
    case .codeIsNone: put(words.none, 0)
    case .outsideAlphabet: put(firm.creditCode[0..<9] + [firm.row % 2 == 0 ? 0x4F : 0x49] + firm.creditCode[10...])
    case .checkDiffers: put(firm.codeWithOtherCheck)
    case .lowerCaseCode: put(firm.creditCode.map { $0 >= 0x41 ? $0 | 0x20 : $0 })
    case .some(let fault) where fault.brokenLength != nil: put(Array(firm.creditCode.prefix(fault.brokenLength!)))
    default:
      put(room: 18) {
        firm.writeCode(to: $0)
        return 18
      }
    }
  }
}

extension SampleFirm {
  /// The code as it was really issued, although the formula gives another last character.
  var codeWithOtherCheck: [UInt8] {
    let code = creditCode
    return code.dropLast() + [code[17] == 0x31 ? 0x33 : 0x31]
  }
}
