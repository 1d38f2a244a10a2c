/// The word of `words` that a person most likely meant, or nil where none is near: at most a third of it differs (one character always may).
///
/// Optimal string alignment distance: a swap of neighbours counts once. Case and `-`/`_` make no difference.
package func nearestWord(to word: String, in words: some Sequence<String>) -> String? {
  let wanted = comparable(word)
  var best: (word: String, distance: Int)?
  for candidate in words where candidate != word {
    let other = comparable(candidate)
    let limit = max(1, max(wanted.count, other.count) / 3)
    guard abs(other.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, other)
    // Words of one character are never near each other.
    guard distance <= limit, distance < max(wanted.count, other.count), distance < best?.distance ?? .max else { continue }
    best = (candidate, distance)
  }
  return best?.word
}

private func comparable(_ word: String) -> [Unicode.Scalar] {
  word.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 }
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var older: [Int] = []
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, older[j - 1] + 1) }
      row.append(cost)
    }
    (older, previous) = (previous, row)
  }
  return previous[b.count]
}
