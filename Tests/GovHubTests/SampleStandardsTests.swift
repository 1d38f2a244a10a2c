import HubModel
import HubStandards
import Testing

@testable import govhub

@Suite("Sample: planted numbers as the standards read them")
struct SampleStandardsTests {
  private func faultOfPerson(_ text: String) -> String? {
    do {
      _ = try PersonalNumber.parse(text)
      return nil
    } catch { return error.code }
  }

  private func faultOfFirm(_ text: String) -> String? {
    do {
      _ = try EnterpriseCode.parse(text)
      return nil
    } catch { return error.code }
  }

  private func counts(_ rows: [SampleRecord], _ fault: (SampleRecord) -> String?) -> [String: Int] {
    rows.compactMap(fault).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  @Test("of whole rows, exactly the planted personal numbers are refused, each for its reason")
  func persons() throws {
    let fixture = try SampleFixture.shared.get()
    let dataset = try fixture.dataset("public-security/population")
    let rows = try fixture.records(dataset).rows.filter { $0.isDecodable && $0.fields.count == 9 }
    let reasons: Set = ["excel-precision-lost", "masked-value", "date-impossible"]
    #expect(counts(rows) { faultOfPerson($0[0]) } == dataset.quarantined.filter { reasons.contains($0.key) })
  }

  @Test("of whole rows, exactly the planted codes are refused, each for its reason")
  func firms() throws {
    let fixture = try SampleFixture.shared.get()
    let dataset = try fixture.dataset("market-regulation/enterprise-registry")
    let rows = try fixture.records(dataset).rows.filter { $0.isDecodable && $0.fields.count == 14 }
    let reasons: Set = ["credit-code-alphabet", "identifier-malformed", "placeholder-value"]
    #expect(counts(rows) { faultOfFirm($0[1]) } == dataset.quarantined.filter { reasons.contains($0.key) })
  }

  @Test("every planted subject's number is canonical and of the kind it says")
  func subjects() throws {
    for subject in try SampleFixture.shared.get().manifest.subjects {
      let kind = try #require(DocumentKind(word: subject.documentType))
      if subject.entity == "person" {
        let parsed = try PersonalNumber.parse(subject.number, kind: kind)
        #expect(parsed.canonical == subject.number && parsed.kind == kind)
        let written = try PersonalNumber.parse(subject.writtenNumber ?? subject.number)
        #expect(written.canonical == subject.number)
      } else {
        let parsed = try EnterpriseCode.parse(subject.number, kind: kind)
        #expect(parsed.canonical == subject.number)
        #expect(parsed.remarks.contains(.checkDiffers) == (subject.kind == .firmCheckDiffers))
      }
    }
  }
}
