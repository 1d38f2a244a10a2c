internal import HubModel

/// What a sample person is known by, as the market regulator writes it.
enum SampleDocument: Int, CaseIterable {
  case resident, hongKong, macau, taiwan, foreign2023, foreign2017, passport

  var word: String {
    switch self {
    case .resident: "居民身份证"
    case .hongKong, .macau: "港澳居民居住证"
    case .taiwan: "台湾居民居住证"
    case .foreign2023, .foreign2017: "外国人永久居留身份证"
    case .passport: "护照"
    }
  }

  var kind: DocumentKind {
    switch self {
    case .resident: .residentID
    case .hongKong, .macau: .hongKongMacauResidencePermit
    case .taiwan: .taiwanResidencePermit
    case .foreign2023, .foreign2017: .foreignPermanentResident
    case .passport: .passport
    }
  }
}

/// 职务.
enum SampleRole: String, CaseIterable {
  case legalRepresentative = "法定代表人"
  case principal = "负责人"
  case proprietor = "经营者"
  case managingPartner = "执行事务合伙人"
  case chiefRepresentative = "首席代表"

  var index: Int { SampleRole.allCases.firstIndex(of: self)! }
}
