/// Check characters of the national numbers, as pure functions of the characters before them.
///
/// The byte functions read exactly as many characters as the standard says, in upper-case ASCII, and answer nil for any other
/// length or a character outside the alphabet.
package enum CheckCharacter {
  /// GB 11643-1999, ISO 7064 MOD 11-2: 17 digits → `0`…`9` or `X`. Also the residence permits of 2018 and the foreigner's card of 2023.
  package static func residentID(_ digits: UnsafeRawBufferPointer) -> UInt8? {
    guard digits.count == 17 else { return nil }
    // The weights are the powers of 2 modulo 11, from 2^17 on the left; one division at the end is enough.
    var sum = 0
    for byte in digits {
      guard ASCII.isDigit(byte) else { return nil }
      sum = (sum + Int(byte - ASCII.zero)) * 2
    }
    let value = (12 - sum % 11) % 11
    return value == 10 ? ASCII.letterX : ASCII.zero + UInt8(value)
  }

  /// GB 32100-2015: 17 characters of its alphabet → the 18th.
  package static func creditCode(_ characters: UnsafeRawBufferPointer) -> UInt8? {
    guard characters.count == 17 else { return nil }
    // The weights are the powers of 3 modulo 31; the sum stays below 2^33.
    var (sum, weight) = (0, 1)
    for byte in characters {
      guard let value = CreditCodeAlphabet.value(of: byte) else { return nil }
      sum += value * weight
      weight *= 3
    }
    return CreditCodeAlphabet.character(of: (31 - sum % 31) % 31)
  }

  /// GB 11714-1997: 8 characters `0`…`9`, `A`…`Z` → the 9th, `0`…`9` or `X`.
  package static func organisationCode(_ characters: UnsafeRawBufferPointer) -> UInt8? {
    guard characters.count == 8 else { return nil }
    var sum = 0
    for index in 0..<8 {
      guard let value = base36(characters[index]) else { return nil }
      sum += value * organisationWeight(index)
    }
    let value = 11 - sum % 11
    return value == 10 ? ASCII.letterX : ASCII.zero + UInt8(value % 11)
  }

  /// GS 15-2006, ISO 7064 MOD 11,10: the first 14 digits of a 15-digit registration number → the 15th.
  package static func registrationNumber(_ digits: UnsafeRawBufferPointer) -> UInt8? {
    guard digits.count == 14 else { return nil }
    var product = 10
    for byte in digits {
      guard ASCII.isDigit(byte) else { return nil }
      let sum = (product + Int(byte - ASCII.zero)) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return ASCII.zero + UInt8((11 - product) % 10)
  }

  /// Foreigner's card of 2017: three letters and 11 digits → the 15th character, weights 7, 3, 1 as in passports.
  package static func foreignCard2017(_ characters: UnsafeRawBufferPointer) -> UInt8? {
    guard characters.count == 14 else { return nil }
    var sum = 0
    for index in 0..<14 {
      guard let value = base36(characters[index]) else { return nil }
      sum += value * (index % 3 == 0 ? 7 : index % 3 == 1 ? 3 : 1)
    }
    return ASCII.zero + UInt8(sum % 10)
  }

  private static func organisationWeight(_ index: Int) -> Int {
    switch index {
    case 0: 3
    case 1: 7
    case 2: 9
    case 3: 10
    case 4: 5
    case 5: 8
    case 6: 4
    default: 2
    }
  }

  private static func base36(_ byte: UInt8) -> Int? {
    ASCII.isDigit(byte) ? Int(byte - ASCII.zero) : ASCII.isUpper(byte) ? Int(byte - 0x41) + 10 : nil
  }
}
