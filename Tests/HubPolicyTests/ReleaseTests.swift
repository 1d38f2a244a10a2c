import Foundation
import HubModel
import Testing

@testable import HubPolicy

@Suite("Releasing a record")
struct ReleaseTests {
  private static let record = StoredRecord(
    entity: "enterprise", subject: Subject(Fingerprint(high: 1, low: 2)),
    values: [
      "code": "91110101MA00TE011P", "legal_rep_name": "样例甲", "address": "北京市东城区样例路12号", "state": "inOperation", "capital": "50",
    ])

  private static let masking = Masking(at: SampleSet.now)

  private func decision(_ attributes: [String], when: String = "") throws -> Decision {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: E, title: 甲, read: enterprise, attributes: [code, legal_rep_name, address, former_name], purposes: [statistics],
             masks: {legal_rep_name: surname, address: county}\(when)}
        """)
    return policy.decide(SampleSet.request(.read, "enterprise", attributes, purpose: "statistics"))
  }

  @Test("Only what was asked and granted leaves, masked; nothing else of a record can be encoded")
  func masked() throws {
    let released = try decision(["code", "legal_rep_name", "former_name"]).release(ReleaseTests.record, ReleaseTests.masking)
    #expect(released.fields.map(\.attribute) == ["code", "legal_rep_name", "former_name"])
    #expect(released.fields.map(\.value) == ["91110101MA00TE011P", "样**", nil])
    #expect(released.fields.map(\.isMasked) == [false, true, false])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(released), as: UTF8.self)
    #expect(text == #"{"code":"91110101MA00TE011P","former_name":null,"legal_rep_name":"样**"}"#)
    #expect(!((ReleaseTests.record as Any) is any Encodable) && "\(ReleaseTests.record)" == "StoredRecord(enterprise)")
    #expect(!(try decision(["code"]) as Any is any Encodable))
  }

  @Test("A refused decision, another entity or a verification releases nothing")
  func refused() throws {
    let refused = try decision(["capital"])
    #expect(throws: HubError.self) { try refused.release(ReleaseTests.record, ReleaseTests.masking) }
    let other = StoredRecord(entity: "person", subject: ReleaseTests.record.subject, values: [:])
    let allowed = try decision(["code"])
    #expect(throws: HubError.self) { try allowed.release(other, ReleaseTests.masking) }
    #expect(throws: HubError.self) { try allowed.refused(.quotaExceeded).release(ReleaseTests.record, ReleaseTests.masking) }
    let verify = try SampleSet.policy(
      rules: "grants: [{id: G, title: 甲, verify: enterprise, attributes: [code], purposes: [statistics]}]"
    )
    .decide(SampleSet.request(.verify, "enterprise", ["code"], purpose: "statistics"))
    #expect(verify.isAllowed)
    #expect(throws: HubError.self) { try verify.release(ReleaseTests.record, ReleaseTests.masking) }
  }

  @Test("What any grant of the purpose shows masked is told as masked, whichever of them decides")
  func masksAny() throws {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: A, title: 甲, read: enterprise, attributes: [code, legal_rep_name], purposes: [statistics],
             masks: {legal_rep_name: surname}}
          - {id: B, title: 乙, read: enterprise, attributes: [state], purposes: [statistics]}
        """)
    func masks(_ attributes: [String], client: String = "robot", purpose: String = "statistics") -> Bool {
      policy.masksAny(of: attributes, client: client, action: .read, entity: "enterprise", purpose: purpose)
    }
    #expect(policy.decide(SampleSet.request(.read, "enterprise", ["state"], purpose: "statistics")).rule == "tester/B")
    #expect(masks(["legal_rep_name"]) && masks(["code", "legal_rep_name"]))
    #expect(!masks(["code"]) && !masks(["state"]) && !masks(["legal_rep_name"], purpose: "permit-acceptance"))
    #expect(masks(["code"], client: "nobody") && masks(["code"], purpose: "unknown"), "what is unknown is not searched by")
  }

  @Test("Conditions on the row are tested even if nobody asked")
  func conditions() throws {
    #expect(
      try decision(["code"], when: ", when: [state = inOperation]").release(ReleaseTests.record, ReleaseTests.masking).fields.count
        == 1)
    let refused = try decision(["code"], when: ", when: [state = suspended]")
    #expect(throws: HubError.self) { try refused.release(ReleaseTests.record, ReleaseTests.masking) }
    let missing = try decision(["code"], when: ", when: [region present]")
    #expect(throws: HubError.self) { try missing.release(ReleaseTests.record, ReleaseTests.masking) }
  }
}
