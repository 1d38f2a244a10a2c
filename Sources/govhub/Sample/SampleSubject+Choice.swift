internal import HubModel

extension SampleSubject {
  /// The first fitting subject of each kind; chosen after the faults were planted, so none carries a fault it does not show.
  static func all(of world: SampleWorld) throws -> [SampleSubject] {
    let words = try SampleVocabulary(.utf8)
    let people = PersonChoice(world: world, words: words)
    let firms = FirmChoice(world: world, words: words)
    return try Kind.allCases.map { kind in
      guard let subject = people.subject(kind) ?? firms.subject(kind) else {
        throw HubError("sample-too-small", "The sample has too few rows for every planted subject.")
      }
      return subject
    }
  }
}

extension SampleVocabulary {
  /// A word as text; only of a vocabulary in UTF-8.
  func text(_ list: WordList, _ index: Int) -> String { String(decoding: list[index], as: UTF8.self) }
}
