/// 注册资金 in the forms that a real register was found to hold; the raw value is an example of the form.
enum SampleCapital: String, CaseIterable {
  case tenThousandYuan = "50(万元人民币)"
  case grouped = "1,705.6000(万元人民币)"
  case tenThousandDollars = "30(万美元)"
  case withoutBrackets = "100万人民币"
  case wideBrackets = "5（万元）"
  case withoutCurrency = "80(万)"
  case nestedBrackets = "9(万元(人民币))"
  case innerBlank = "3( 万人民币元)"
  case yuan = "1(人民币元)"
  case unitOnlyHongKong = "万港币"
  case unitOnlyYen = "万日元"
  case emptyBrackets = "9()"
  case notAvailable = "N/A"
  case zero = "0"

  /// What follows the amount.
  var tail: String {
    switch self {
    case .notAvailable, .zero, .unitOnlyHongKong, .unitOnlyYen: rawValue
    default: String(rawValue.drop { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") })
    }
  }

  /// The first rows hold each form once; the others keep the real shares (23 % not available).
  init(row: Int, random: inout SampleRandom) {
    let forced = row % 997
    if forced < SampleCapital.allCases.count {
      self = SampleCapital.allCases[forced]
      return
    }
    let drawn = random.below(1000)
    self = drawn < 230 ? .notAvailable : drawn < 880 ? .tenThousandYuan : drawn < 950 ? .grouped : .allCases[drawn % 14]
  }

  var index: Int { SampleCapital.allCases.firstIndex(of: self)! }
}

extension SampleFile {
  /// The field, quoted where the amount has grouping commas.
  func put(_ capital: SampleCapital, _ random: inout SampleRandom) {
    switch capital {
    case .notAvailable, .zero, .unitOnlyHongKong, .unitOnlyYen: break
    case .grouped:
      quote()
      decimal(1 + random.below(20))
      comma()
      decimal(random.below(1000), width: 3)
      put(0x2E)
      decimal(random.below(10_000), width: 4)
    default: decimal((1 + random.below(200)) * 5)
    }
    put(words.capitals, capital.index)
    if capital == .grouped { quote() }
  }
}
