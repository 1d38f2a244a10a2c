import Foundation
import HubModel

/// A question of the demo, with the answer it has to get.
struct DemoQuestion: Sendable {
  var title: String
  var client: String
  var path: String
  /// JSON text.
  var body: String
  var expected: Expectation

  struct Expectation: Sendable {
    var status = 200
    /// `result` of the answer, or `code` of the problem.
    var word: String?
    /// Text that the answer has to hold.
    var holds: String?
  }
}

extension DemoQuestion {
  /// Questions about the planted subjects of a sample.
  static func all(_ manifest: SampleManifest) -> [DemoQuestion] { persons(manifest) + enterprises(manifest) + policies(manifest) }

  private static let hall = "hall-rpa-01"
  static let context = ["itemCode": "11110101MB0TE001134000101001000", "caseNo": "YL20261125000001"]

  private static func persons(_ manifest: SampleManifest) -> [DemoQuestion] {
    func ask(
      _ title: String, _ kind: SampleSubject.Kind, _ word: String, holds: String? = nil, name: String? = nil,
      number: (SampleSubject) -> String = { $0.number }
    ) -> DemoQuestion? {
      manifest.subject(kind).map { subject in
        let person = ["documentType": subject.documentType, "number": number(subject), "name": name ?? subject.name]
        return DemoQuestion(
          title: title, client: hall, path: "/v1/verifications/person", body: json(["person": person]),
          expected: Expectation(word: word, holds: holds))
      }
    }
    return [
      ask("姓名与号码一致", .personPlain, "match"),
      ask("姓名不符", .personPlain, "mismatch", name: "样例不符"),
      ask("库中无此号", .personNotInLibrary, "notFound"),
      ask("已死亡人员", .personDeceased, "indeterminate"),
      ask("15位旧号码", .personFifteenDigits, "match", number: { $0.writtenNumber ?? $0.number }),
      ask("已变更的旧号码", .personSuperseded, "indeterminate", number: { $0.formerNumber ?? $0.number }),
      ask("变更后的新号码", .personSuperseded, "match"),
      ask(
        "少数民族姓名（间隔点写法不同）", .personDottedName, "match",
        name: manifest.subject(.personDottedName)?.name.replacingOccurrences(of: "·", with: "•")),
      ask("生僻字姓名", .personRareCharacter, "match"),
      ask("香港居民居住证", .personHongKong, "match"),
      ask("外国人永久居留身份证", .personForeignCard, "match"),
      ask("校验位不符但确有此号", .personCheckDiffers, "match", holds: "notes"),
      ask("来源数据待核", .personQuarantined, "indeterminate"),
    ].compactMap { $0 }
  }

  private static func enterprises(_ manifest: SampleManifest) -> [DemoQuestion] {
    func ask(
      _ title: String, _ kind: SampleSubject.Kind, _ word: String, holds: String? = nil, name: String? = nil,
      representative: (SampleSubject) -> SampleSubject.Representative? = { _ in nil }
    ) -> DemoQuestion? {
      manifest.subject(kind).map { subject in
        var enterprise: [String: Any] = ["code": subject.number, "name": name ?? subject.name]
        if let person = representative(subject) {
          enterprise["legalRep"] = ["name": person.name, "documentType": person.documentType, "number": person.number]
        }
        return DemoQuestion(
          title: title, client: hall, path: "/v1/verifications/enterprise", body: json(["enterprise": enterprise]),
          expected: Expectation(word: word, holds: holds))
      }
    }
    return [
      ask("企业二要素一致", .firmOpen, "match", holds: "inOperation"),
      ask("企业四要素一致", .firmOpen, "match", representative: { $0.representatives?.first }),
      ask("已注销企业", .firmDeregistered, "match", holds: "deregistered"),
      ask("吊销未注销企业", .firmRevoked, "match", holds: "revoked"),
      ask("注销日期未到", .firmFutureClosing, "match", holds: "inOperation"),
      ask("以曾用名询问", .firmRenamed, "mismatch", holds: "notes", name: manifest.subject(.firmRenamed)?.formerName),
      ask("代码校验位不符但确有此企业", .firmCheckDiffers, "match"),
      ask("旧注册号", .firmRegistrationNumber, "match"),
      ask("税务登记状态与登记机关不同", .firmTaxStateDiffers, "match"),
      ask("库中无此企业", .firmNotInLibrary, "notFound"),
    ].compactMap { $0 }
  }

  private static func policies(_ manifest: SampleManifest) -> [DemoQuestion] {
    guard let person = manifest.subject(.personPlain), let firm = manifest.subject(.firmOpen) else { return [] }
    let asked = ["documentType": person.documentType, "number": person.number, "name": person.name]
    return [
      DemoQuestion(
        title: "缺办件编号被拒", client: hall, path: "/v1/verifications/person",
        body: json(["person": asked], context: ["itemCode": "11110101MB0TE001134000101001000"]),
        expected: Expectation(status: 403, word: "context-required")),
      DemoQuestion(
        title: "换用途被拒", client: hall, path: "/v1/verifications/person", body: json(["person": asked], purpose: "statistics"),
        expected: Expectation(status: 403, word: "purpose-not-granted")),
      DemoQuestion(
        title: "两值答复不区分不符与不存在", client: "service-agent-01", path: "/v1/verifications/person",
        body: json(["person": asked.merging(["name": "样例不符"]) { $1 }], purpose: "subsidy-review"),
        expected: Expectation(word: "noMatch")),
      DemoQuestion(
        title: "脱敏查询企业", client: "reader-01", path: "/v1/enterprises/lookup",
        body: json(["enterprise": ["code": firm.number]], purpose: "permit-acceptance"), expected: Expectation(holds: firm.name)),
    ]
  }

  static func json(_ question: [String: Any], purpose: String = "permit-acceptance", context: [String: String]? = nil) -> String {
    var whole = question
    whole["purpose"] = purpose
    whole["context"] = context ?? Self.context
    let data = try? JSONSerialization.data(withJSONObject: whole, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
