import HubModel

import Testing

@testable import HubStandards

@Suite("Comparison form of names") struct NameFoldingTests {
  @Test(
    "what is one name",
    arguments: [
      ("IVAN  PETROV", "Ivan Petrov"), ("ＩＶＡＮ　ＰＥＴＲＯＶ", "Ivan Petrov"), (" 样本 ", "样本"), ("样\u{200D}本", "样本"), ("⼈样", "人样"),
      ("\u{F9DC}样", "隆样"), ("\u{2F800}", "丽"), ("样本\u{E0100}", "样本"), ("样本\u{0}", "样本"), ("样本（女）", "样本(女)"),
    ])
  func same(pair: (String, String)) {
    #expect(PersonName.fold(pair.0).folded == PersonName.fold(pair.1).folded)
  }

  @Test(
    "what is not one name",
    arguments: [
      ("IVANPETROV", "IVAN PETROV"), ("样本", "样本三"), ("样本%", "样本三"), ("样本_", "样本三"), ("样本?", "样本三"), ("样*", "样本"), ("样〇", "样零"),
    ])
  func different(pair: (String, String)) {
    #expect(PersonName.fold(pair.0).folded != PersonName.fold(pair.1).folded)
  }

  @Test("canonically equal strings have equal bytes")
  func canonicalEquivalence() {
    for value in Array(UInt32(0xF900)...0xFAD9) + Array(UInt32(0x2F800)...0x2FA1D) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let folded = PersonName.fold(String(scalar)).folded
      #expect(folded == String(scalar))
      #expect(folded.unicodeScalars.count == 1)
    }
    // The twelve unified ideographs among the compatibility ones are themselves.
    #expect(TwiceEncoded.ideograph(for: 0xFA0E) == 0xFA0E)
    #expect(TwiceEncoded.ideograph(for: 0xF900) == 0x8C48)
    #expect(TwiceEncoded.ideograph(for: 0x2FD5) == 0x9FA0)
  }

  @Test("folding twice changes nothing")
  func idempotent() {
    for value in UInt32(0)...0x1_1FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for fold in [PersonName.fold(_:), OrganisationName.fold(_:)] as [(String) -> (folded: String, remarks: Remarks)] {
        let once = fold("样\(scalar)本 a\(scalar)b").folded
        #expect(Array(fold(once).folded.utf8) == Array(once.utf8), "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test("dashes and quotation marks of a company's name are one")
  func marks() {
    #expect(OrganisationName.fold("“样例”—科技").folded == OrganisationName.fold("\"样例\"-科技").folded)
    #expect(PersonName.fold("样—本").folded != PersonName.fold("样-本").folded)
  }

  @Test("masks, undecodable characters and controls are remarked")
  func remarks() {
    #expect(PersonName.fold("样*").remarks.contains(.masked))
    #expect(PersonName.fold("样＊").remarks.contains(.masked))
    #expect(PersonName.fold("样\u{FFFD}").remarks == .undecodable)
    #expect(PersonName.fold("样\u{0}本").remarks == .controlsRemoved)
    var buffer: [UInt8] = []
    #expect(([0xE6, 0xA0] as [UInt8]).withUnsafeBytes { PersonName.fold($0, into: &buffer) } == .undecodable)
  }

  @Test("the stored spelling loses only blanks around, controls and leftovers")
  func stored() {
    let (text, remarks) = StoredSpelling.clean("\u{FEFF} 样例（北京） 科技\u{0}有限公司\u{3000}")
    #expect(text == "样例（北京） 科技有限公司" && remarks == [.normalised, .controlsRemoved])
    #expect(StoredSpelling.clean("ａ·b").text == "ａ·b")
  }

  @Test("every leftover of GB 18030 has a character outside the private use area")
  func leftovers() {
    let replaced = (UInt32(0xE000)...0xF8FF).filter { PrivateUse.replacement(for: $0) != $0 }
    #expect(replaced.count == 106)
    #expect(replaced.allSatisfy { !ScalarClass.isPrivateUse(PrivateUse.replacement(for: $0)) })
    #expect(Set(replaced.map { PrivateUse.replacement(for: $0) }).count == 106)
  }
}
