/// 企业类型 with what follows from it.
struct SampleFirmType {
  var title: String
  /// Last part of the name.
  var suffix: String
  /// Authority and category of the credit code.
  var category: StaticString
  var role: SampleRole
  /// Share of firms, per mille.
  var share: Int

  static let all: [SampleFirmType] = [
    .init(title: "有限责任公司(自然人投资或控股)", suffix: "有限公司", category: "91", role: .legalRepresentative, share: 420),
    .init(title: "有限责任公司(自然人独资)", suffix: "有限责任公司", category: "91", role: .legalRepresentative, share: 200),
    .init(title: "个体工商户", suffix: "经营部", category: "92", role: .proprietor, share: 250),
    .init(title: "股份有限公司(非上市、自然人投资或控股)", suffix: "股份有限公司", category: "91", role: .legalRepresentative, share: 30),
    .init(title: "普通合伙企业", suffix: "中心（普通合伙）", category: "91", role: .managingPartner, share: 40),
    .init(title: "农民专业合作社", suffix: "专业合作社", category: "93", role: .legalRepresentative, share: 20),
    .init(title: "有限责任公司分公司", suffix: "有限公司分公司", category: "91", role: .principal, share: 35),
    .init(title: "外国(地区)企业常驻代表机构", suffix: "有限公司北京代表处", category: "91", role: .chiefRepresentative, share: 5),
  ]

  static func index(_ random: inout SampleRandom) -> Int {
    var drawn = random.below(1000)
    for (index, type) in all.enumerated() {
      if drawn < type.share { return index }
      drawn -= type.share
    }
    return 0
  }
}

/// 登记状态.
enum SampleFirmState: String, CaseIterable {
  case inOperation = "存续（在营、开业、在册）"
  case suspended = "歇业"
  case outOfBusiness = "停业"
  case liquidating = "清算"
  case revokedNotDeregistered = "吊销（未注销）"
  case revokedDeregistered = "吊销（已注销）"
  case rescinded = "撤销"
  case deregistered = "注销"
  case movedOut = "迁出"

  var index: Int { SampleFirmState.allCases.firstIndex(of: self)! }

  /// Rows 20–28 of every 997 hold each state once; the others keep plausible shares.
  init(row: Int, random: inout SampleRandom) {
    let forced = row % 997 - 20
    if SampleFirmState.allCases.indices.contains(forced) {
      self = SampleFirmState.allCases[forced]
      return
    }
    switch random.below(1000) {
    case ..<720: self = .inOperation
    case ..<870: self = .deregistered
    case ..<920: self = .revokedNotDeregistered
    case ..<950: self = .movedOut
    case ..<960: self = .suspended
    case ..<970: self = .outOfBusiness
    case ..<980: self = .liquidating
    case ..<990: self = .revokedDeregistered
    default: self = .rescinded
    }
  }

  /// 纳税人状态 that agrees with the register; nil: the tax office keeps no such taxpayer in the sample.
  var taxCode: StaticString? {
    switch self {
    case .inOperation: "03"
    case .outOfBusiness: "04"
    case .revokedNotDeregistered: "05"
    case .deregistered: "07"
    default: nil
    }
  }
}
