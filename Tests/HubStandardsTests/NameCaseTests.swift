import HubStandards
import Testing

@Suite("Names: cases from practice") struct NameCaseTests {
  private static let stored = "样古丽·测试江"

  @Test(
    "FC-01 every keyboard's middle dot is one dot",
    arguments: [
      "\u{2022}", "\u{2027}", "\u{30FB}", "\u{FF0E}", ".", "\u{FF65}", "\u{2219}", "\u{22C5}", "\u{387}", "\u{2024}", "\u{FE52}",
      "\u{3002}", " · ", "\u{200B}·",
    ])
  func dots(dot: String) {
    #expect(PersonName.fold("样古丽\(dot)测试江").folded == PersonName.fold(Self.stored).folded)
  }

  @Test(
    "FC-01 without its dot, or only a part of it, a name is another name",
    arguments: ["样古丽测试江", "样古丽", "样古丽·", "样古丽··测试江", "样古丽-测试江"])
  func otherNames(name: String) {
    #expect(PersonName.fold(name).folded != PersonName.fold(Self.stored).folded)
  }

  @Test("FC-01 the stored spelling is unchanged and no surname is refused")
  func spelling() {
    #expect(StoredSpelling.clean("样古丽•测试江").text == "样古丽•测试江")
    #expect(PersonName.fold(Self.stored).folded == Self.stored && PersonName.fold(Self.stored).remarks == [])
  }

  @Test("FC-03 U+E863 is 䶮", arguments: ["样\u{E863}", "样\u{4DAE}"])
  func yan(name: String) {
    #expect(PersonName.fold(name).folded == "样\u{4DAE}")
    #expect(StoredSpelling.clean(name).text == "样\u{4DAE}")
    #expect(PersonName.fold(name).remarks == (name.contains("\u{E863}") ? .privateUseReplaced : []))
  }

  @Test("FC-03 U+E81E is U+9FB4", arguments: ["\u{E81E}", "\u{9FB4}"])
  func components(character: String) {
    #expect(PersonName.fold(character).folded == "\u{9FB4}")
    #expect(OrganisationName.fold(character).folded == "\u{9FB4}")
  }

  @Test(
    "FC-03 another private-use character is kept and flagged",
    arguments: ["\u{E000}", "\u{F8FF}", "\u{E865}", "\u{E76B}", "\u{F0001}", "\u{100001}"])
  func privateUse(character: String) {
    let (folded, remarks) = PersonName.fold("样\(character)")
    #expect(folded == "样\(character)" && remarks == .privateUseCharacter)
    let (text, kept) = StoredSpelling.clean("样\(character)")
    #expect(text == "样\(character)" && kept == .privateUseCharacter)
  }

  @Test(
    "FC-05 width of brackets and blanks around carry no meaning in a company's name",
    arguments: [
      "样例(北京)科技有限公司", "样例（北京）科技有限公司", "样例（北京）科技有限公司\u{3000}", " 样例（北京)科技有限公司", "样例﹙北京﹚科技有限公司", "样例（北京）\u{A0}科技有限公司\u{FEFF}",
    ])
  func company(name: String) {
    #expect(OrganisationName.fold(name).folded == "样例(北京)科技有限公司")
  }

  @Test(
    "FC-05 a blank inside a Chinese name is folded with a remark", arguments: ["样\u{3000}本", "样 本", "样\u{2003}\u{2003}本", "样\t本"])
  func innerBlank(name: String) {
    let (folded, remarks) = PersonName.fold(name)
    #expect(folded == "样本" && remarks == .spaceFolded)
  }

  @Test(
    "FC-05 variant ideographs stay apart",
    arguments: [("甯样", "宁样"), ("样昇", "样升"), ("寧样", "宁样"), ("样峯", "样峰"), ("样喆", "样哲"), ("様本", "样本"), ("国", "國")])
  func variants(pair: (String, String)) {
    #expect(PersonName.fold(pair.0).folded != PersonName.fold(pair.1).folded)
    #expect(OrganisationName.fold(pair.0).folded != OrganisationName.fold(pair.1).folded)
  }
}
