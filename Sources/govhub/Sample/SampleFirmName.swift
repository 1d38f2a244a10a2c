/// A firm's name from one drawn key: `北京样文博科技有限公司` or `样文博（北京）科技有限公司`.
struct SampleFirmName: Equatable {
  let key: UInt64
  let type: Int
  /// Whether the brackets are the wide ones; the tax office may write them otherwise.
  var isWide: Bool

  init(key: UInt64, type: Int) {
    self.key = key
    self.type = type
    isWide = key & 1 == 1
  }

  var hasBrackets: Bool { key >> 1 & 15 == 0 }

  @inline(__always)
  func forEachWord(_ words: SampleVocabulary, _ body: (WordList, Int) -> Void) {
    var random = SampleRandom(key: key)
    if !hasBrackets { body(words.city, 0) }
    body(words.markers, random.below(words.markers.count))
    for _ in 0..<3 { body(words.syllables, random.below(words.syllables.count)) }
    if hasBrackets {
      body(words.openBracket, isWide ? 1 : 0)
      body(words.city, 0)
      body(words.closeBracket, isWide ? 1 : 0)
    }
    body(words.trades, random.below(words.trades.count))
    body(words.legalForms, type)
  }

  func text(_ words: SampleVocabulary) -> String {
    var bytes: [UInt8] = []
    forEachWord(words) { bytes.append(contentsOf: $0[$1]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SampleFile {
  func put(_ name: SampleFirmName) {
    name.forEachWord(words) { put($0, $1) }
  }
}
