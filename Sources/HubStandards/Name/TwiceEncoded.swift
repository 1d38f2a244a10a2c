/// Ideographs that Unicode encodes a second time: compatibility ideographs (canonically equal to the unified one, so that Swift
/// calls them equal and PostgreSQL does not) and radicals that text copied out of documents has in place of ideographs.
enum TwiceEncoded {
  /// The unified ideograph, or `scalar` itself.
  static func ideograph(for scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x2E9F: 0x6BCD
    case 0x2EF3: 0x9F9F
    case 0x2F00...0x2FD5: TwiceEncodedTable.radicals[Int(scalar - 0x2F00)]
    case 0xF900...0xFAD9: found(TwiceEncodedTable.compatibility[Int(scalar - 0xF900)], scalar)
    case 0x2F800...0x2FA1D: found(TwiceEncodedTable.supplement[Int(scalar - 0x2F800)], scalar)
    default: scalar
    }
  }

  /// A point in the tables stands for a scalar that is itself.
  private static func found(_ entry: UInt32, _ scalar: UInt32) -> UInt32 { entry == 0x2E ? scalar : entry }
}
