/// A person's name as indices into the vocabulary, so that it can be written in any encoding without a string.
struct SampleName: Equatable {
  enum Style { case two, three, dotted, foreign, rare, formerPrivateUse, canary }
  var style: Style
  var first: Int
  var second: Int
  var third: Int

  /// The words of the name in order.
  @inline(__always)
  func forEachWord(_ words: SampleVocabulary, _ body: (WordList, Int) -> Void) {
    switch style {
    case .canary:
      body(words.canaryCharacters, first % 6)
      body(words.canaryCharacters, second % 6)
      body(words.canaryCharacters, third % 6)
    case .dotted, .foreign:
      let given = style == .dotted ? words.minorityGiven : words.foreignGiven
      body(given, first % given.count)
      body(words.dot, 0)
      body(words.minorityFather, second % words.minorityFather.count)
    case .two, .three, .rare, .formerPrivateUse:
      body(words.surnames, first)
      body(words.markers, second)
      switch style {
      case .rare: body(words.rareCharacters, third % words.rareCharacters.count)
      case .formerPrivateUse: body(words.formerPrivateUse, third % 2)
      case .three: body(words.syllables, third)
      default: break
      }
    }
  }

  func text(_ words: SampleVocabulary) -> String {
    var bytes: [UInt8] = []
    forEachWord(words) { bytes.append(contentsOf: $0[$1]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SampleFile {
  func put(_ name: SampleName) {
    name.forEachWord(words) { put($0, $1) }
  }
}
