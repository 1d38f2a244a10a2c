/// Makes equal keys look different for the time of parsing.
///
/// Yams throws at the first mapping with equal keys, gives the place of the mapping only, and nothing of the rest of the file.
/// So the first character of every occurrence of such a word is exchanged for a character of its own from the private plane 15:
/// the file parses, positions stay, and the word is put back in each scalar afterwards.
struct StandIns {
  private static let plane: UInt32 = 0xF0000
  private static let size: UInt32 = 0xFFFE
  private var originals: [Unicode.Scalar] = []

  /// The text with all occurrences of `words` told apart; nil where that is not possible.
  mutating func distinguish(_ words: [String], in text: String) -> String? {
    var scalars = Array(text.unicodeScalars)
    if originals.isEmpty, scalars.contains(where: Self.isStandIn) { return nil }
    let before = originals.count
    for word in words where !replace(Array(word.unicodeScalars), in: &scalars) { return nil }
    guard originals.count > before else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The scalar as it stands in the file.
  func restore(_ text: String) -> String {
    guard !originals.isEmpty else { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      view.append(Self.isStandIn(scalar) ? originals[Int(scalar.value - Self.plane)] : scalar)
    }
    return String(view)
  }

  private mutating func replace(_ word: [Unicode.Scalar], in scalars: inout [Unicode.Scalar]) -> Bool {
    guard let first = word.first, scalars.count >= word.count else { return false }
    for start in 0...(scalars.count - word.count) where scalars[start] == first {
      guard scalars[start..<(start + word.count)].elementsEqual(word) else { continue }
      // An escape or an anchor would become another one.
      if start > 0, ["\\", "&", "*", "%"].contains(scalars[start - 1]) { continue }
      guard originals.count < Int(Self.size) else { return false }
      scalars[start] = Unicode.Scalar(Self.plane + UInt32(originals.count))!
      originals.append(first)
    }
    return true
  }

  private static func isStandIn(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= plane && scalar.value < plane + size
  }
}
