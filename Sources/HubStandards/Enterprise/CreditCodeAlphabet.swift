/// The 31 characters of GB 32100: no I, O, S, V, Z.
enum CreditCodeAlphabet {
  private static let characters: StaticString = "0123456789ABCDEFGHJKLMNPQRTUWXY"

  /// 0…30, or nil outside the alphabet.
  @inline(__always) static func value(of byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x48: Int(byte) - 0x41 + 10  // A…H
    case 0x4A...0x4E: Int(byte) - 0x4A + 18  // J…N
    case 0x50...0x52: Int(byte) - 0x50 + 23  // P Q R
    case 0x54...0x55: Int(byte) - 0x54 + 26  // T U
    case 0x57...0x59: Int(byte) - 0x57 + 28  // W X Y
    default: nil
    }
  }

  static func character(of value: Int) -> UInt8 { characters.utf8Start[value] }
}
