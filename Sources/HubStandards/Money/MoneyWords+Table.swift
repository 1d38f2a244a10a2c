extension MoneyWords {
  struct Entry: Sendable {
    let bytes: [UInt8]
    let word: Word
    init(_ text: String, _ word: Word) {
      bytes = Array(text.utf8)
      self.word = word
    }
  }

  /// Longest first, so that 美元 is not read as 元 and 百万 not as 百.
  static let table: [Entry] =
    (units.map { Entry($0.0, .unit($0.1)) } + currencies.map { Entry($0.0, .currency($0.1)) }
    + Currency.allCases.map { Entry($0.rawValue, .currency($0)) } + ["元", "圆", "元整", "圆整"].map { Entry($0, .yuan) })
    .sorted { $0.bytes.count > $1.bytes.count }

  private static let units: [(String, Money.Unit)] = [
    ("百", .hundred), ("千", .thousand), ("万", .tenThousand), ("萬", .tenThousand), ("十万", .hundredThousand),
    ("百万", .million), ("千万", .tenMillion), ("亿", .hundredMillion),
  ]

  private static let currencies: [(String, Currency)] = [
    ("人民币", .renminbi), ("人民币元", .renminbi), ("人民幣", .renminbi), ("RMB", .renminbi), ("￥", .renminbi), ("¥", .renminbi),
    ("美元", .usDollar), ("美金", .usDollar), ("美圆", .usDollar), ("港元", .hongKongDollar), ("港币", .hongKongDollar),
    ("港幣", .hongKongDollar), ("香港元", .hongKongDollar), ("澳门元", .macauPataca), ("澳门币", .macauPataca),
    ("新台币", .taiwanDollar), ("台币", .taiwanDollar), ("新台币元", .taiwanDollar), ("日元", .yen), ("日币", .yen), ("日圆", .yen),
    ("欧元", .euro), ("英镑", .poundSterling), ("澳元", .australianDollar), ("澳大利亚元", .australianDollar),
    ("澳大利亚镑", .australianDollar), ("加元", .canadianDollar), ("加拿大元", .canadianDollar), ("加币", .canadianDollar),
    ("新西兰元", .newZealandDollar), ("新加坡元", .singaporeDollar), ("新加坡币", .singaporeDollar), ("新元", .singaporeDollar),
    ("瑞士法郎", .swissFranc), ("韩元", .won), ("韩币", .won), ("韩国元", .won), ("泰铢", .baht), ("泰国铢", .baht),
    ("马来西亚林吉特", .ringgit), ("林吉特", .ringgit), ("卢布", .rouble), ("俄罗斯卢布", .rouble), ("瑞典克朗", .swedishKrona),
    ("丹麦克朗", .danishKrone), ("挪威克朗", .norwegianKrone), ("德国马克", .germanMark), ("马克", .germanMark),
    ("法国法郎", .frenchFranc), ("法郎", .frenchFranc), ("意大利里拉", .italianLira), ("荷兰盾", .dutchGuilder),
  ]
}
