import HubStandards
import Testing

@Suite("Words and bits that are stored") struct VocabularyTests {
  @Test("the bits of remarks never move")
  func bits() {
    #expect(Remarks.table.map(\.remark.rawValue) == (0..<16).map { 1 << $0 })
    #expect(Set(Remarks.table.map(\.code)).count == Remarks.table.count)
    #expect(Remarks([.checkDiffers, .spaceFolded]).codes == ["check-differs", "space-folded"])
    #expect(Remarks.checkDiffers.rawValue == 1 && Remarks.legacyNumber.rawValue == 64 && Remarks.controlsRemoved.rawValue == 32768)
  }

  @Test("every fault has a kebab-case word and a sentence in both languages", arguments: FormatFault.allCases)
  func faults(fault: FormatFault) {
    #expect(fault.code.allSatisfy { $0 == "-" || ("a"..."z").contains($0) })
    #expect(!fault.zh.isEmpty && fault.en.hasSuffix("."))
  }

  @Test("the rule set is n1") func rules() { #expect(normalisationRules == "n1" && normalisationVersion == 1) }
}
