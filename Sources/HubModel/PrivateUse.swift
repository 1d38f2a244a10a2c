/// Characters that GBK and the editions of GB 18030 before 2022 had no code point for and kept in the private use area.
///
/// The table is that of the changes up to GB 18030-2022; other private-use characters are somebody's own and stay what they are.
public enum PrivateUse {
  /// The character now meant by `scalar`, which is `scalar` itself unless it is a leftover.
  @inlinable public static func replacement(for scalar: UInt32) -> UInt32 {
    scalar >= 0xE76C && scalar <= 0xE864 ? lookUp(scalar) : scalar
  }

  /// Code points that the edition of 2000 put elsewhere than today, by today's character:
  /// they decide which four-byte code belongs to whom.
  public static let privateUseOf2000: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [0x1E3F: 0xE7C7]
    for leftover in UInt32(0xE78D)...0xE796 { table[lookUp(leftover)] = leftover }
    for leftover in UInt32(0xE815)...0xE864 {
      let now = lookUp(leftover)
      if (0x9FB4...0x9FBB).contains(now) || now > 0xFFFF { table[now] = leftover }
    }
    return table
  }()

  @usableFromInline static func lookUp(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xE76C: 0x20AC
    case 0xE78D...0xE796: verticalForms[Int(scalar - 0xE78D)]
    case 0xE7C7: 0x1E3F
    case 0xE7C8: 0x01F9
    case 0xE7E7: 0x303E
    case 0xE7E8...0xE7F3: 0x2FF0 + (scalar - 0xE7E8)
    case 0xE815...0xE864: ideographs[Int(scalar - 0xE815)]
    default: scalar
    }
  }

  /// A6D9–A6DF, A6EC, A6ED, A6F3: vertical punctuation.
  private static let verticalForms: [UInt32] = [
    0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19,
  ]

  /// FE50–FEA0: components and rare ideographs, U+9FB4…9FBB and U+4DAE 䶮 among them.
  private static let ideographs: [UInt32] = [
    0x2E81, 0x20087, 0x20089, 0x200CC, 0x2E84, 0x3473, 0x3447, 0x2E88, 0x2E8B, 0x9FB4, 0x359E, 0x361A,
    0x360E, 0x2E8C, 0x2E97, 0x396E, 0x3918, 0x9FB5, 0x39CF, 0x39DF, 0x3A73, 0x39D0, 0x9FB6, 0x9FB7,
    0x3B4E, 0x3C6E, 0x3CE0, 0x2EA7, 0x215D7, 0x9FB8, 0x2EAA, 0x4056, 0x415F, 0x2EAE, 0x4337, 0x2EB3,
    0x2EB6, 0x2EB7, 0x2298F, 0x43B1, 0x43AC, 0x2EBB, 0x43DD, 0x44D6, 0x4661, 0x464C, 0x9FB9, 0x4723,
    0x4729, 0x477C, 0x478D, 0x2ECA, 0x4947, 0x497A, 0x497D, 0x4982, 0x4983, 0x4985, 0x4986, 0x499F,
    0x499B, 0x49B7, 0x49B6, 0x9FBA, 0x241FE, 0x4CA3, 0x4C9F, 0x4CA0, 0x4CA1, 0x4C77, 0x4CA2, 0x4D13,
    0x4D14, 0x4D15, 0x4D16, 0x4D17, 0x4D18, 0x4D19, 0x4DAE, 0x9FBB,
  ]
}
