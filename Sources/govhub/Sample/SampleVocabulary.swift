/// Every word that sample rows are made of, in the encoding of one file.
///
/// The persons and firms are invented: each name holds one of the syllables 样 例 测 试 示 演 拟 范.
final class SampleVocabulary {
  let surnames, markers, syllables, minorityGiven, minorityFather, foreignGiven: WordList
  let rareCharacters, formerPrivateUse, canaryCharacters: WordList
  let sexes, ethnicGroups, personStates, places, counties, provinces, streets: WordList
  let changeReasons, roles, documents: WordList
  let firmTypes, firmStates, trades, legalForms, scopes, capitals: WordList
  /// `·`, brackets of both widths, U+3000, what stands between the parts of an address and of an old registration number, and 无.
  let dot, openBracket, closeBracket, wideSpace, house, room, oldRegistration, none, city: WordList

  init(_ encoding: SampleEncoding) throws {
    func list(_ words: [String]) throws -> WordList { try WordList(words, encoding) }
    func words(_ text: String) throws -> WordList { try list(text.split(separator: " ").map(String.init)) }
    surnames = try words(SampleWords.surnames)
    markers = try words(SampleWords.markers)
    syllables = try words(SampleWords.syllables)
    minorityGiven = try words(SampleWords.minorityGiven)
    minorityFather = try words(SampleWords.minorityFather)
    foreignGiven = try words(SampleWords.foreignGiven)
    rareCharacters = try words(SampleWords.rareCharacters)
    canaryCharacters = try words(SampleWords.canaryCharacters)
    formerPrivateUse = WordList(encoded: SampleVocabulary.formerPrivateUse(encoding))
    sexes = try words("女 男 未知")
    ethnicGroups = try words(SampleWords.ethnicGroups)
    personStates = try words(SampleWords.personStates)
    places = try list(SamplePlace.all.map { $0.province + $0.county })
    provinces = try list(SamplePlace.all.map(\.province))
    counties = try list(SamplePlace.all.map(\.county))
    streets = try words(SampleWords.streets)
    changeReasons = try words(SampleWords.changeReasons)
    roles = try list(SampleRole.allCases.map(\.rawValue))
    documents = try list(SampleDocument.allCases.map(\.word))
    firmTypes = try list(SampleFirmType.all.map(\.title))
    firmStates = try list(SampleFirmState.allCases.map(\.rawValue))
    trades = try words(SampleWords.trades)
    legalForms = try list(SampleFirmType.all.map(\.suffix))
    scopes = try list(SampleWords.scopes)
    capitals = try list(SampleCapital.allCases.map(\.tail))
    dot = try list(["·"])
    openBracket = try list(["(", "（"])
    closeBracket = try list([")", "）"])
    wideSpace = try list(["　"])
    house = try list(["号"])
    room = try list(["室"])
    oldRegistration = try list(["企合京样字第"])
    none = try list(["无"])
    city = try list(["北京"])
  }

  /// Two characters that older tables put into the private-use area: GB18030-2005 wrote them as FE59 and FE9F.
  private static func formerPrivateUse(_ encoding: SampleEncoding) -> [[UInt8]] {
    encoding == .gb18030 ? [[0xFE, 0x59], [0xFE, 0x9F]] : [Array("\u{9FB4}".utf8), Array("\u{4DAE}".utf8)]
  }
}
