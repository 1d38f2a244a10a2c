/// What a number is a number of. The raw value enters the subject's fingerprint and must never change.
public enum DocumentKind: UInt8, Sendable, CaseIterable {
  /// 居民身份证 (GB 11643), 15 digits brought to 18.
  case residentID = 1
  /// 港澳居民居住证 (81, 82).
  case hongKongMacauResidencePermit = 2
  /// 台湾居民居住证 (83).
  case taiwanResidencePermit = 3
  /// 外国人永久居留身份证, both editions.
  case foreignPermanentResident = 4
  /// 定居国外的中国公民护照.
  case passport = 5
  /// 港澳居民来往内地通行证.
  case hongKongMacauTravelPermit = 6
  /// 台湾居民来往大陆通行证.
  case taiwanTravelPermit = 7
  /// 统一社会信用代码 (GB 32100).
  case creditCode = 20
  /// 注册号 of the time before credit codes, in any of its old forms.
  case registrationNumber = 21

  /// The word used on the wire and in code lists.
  public var word: String {
    switch self {
    case .residentID: "residentId"
    case .hongKongMacauResidencePermit: "hkMacauResidencePermit"
    case .taiwanResidencePermit: "taiwanResidencePermit"
    case .foreignPermanentResident: "foreignPermanentResidentId"
    case .passport: "passport"
    case .hongKongMacauTravelPermit: "hkMacauTravelPermit"
    case .taiwanTravelPermit: "taiwanTravelPermit"
    case .creditCode: "creditCode"
    case .registrationNumber: "registrationNumber"
    }
  }

  public init?(word: String) {
    guard let kind = DocumentKind.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }
}
