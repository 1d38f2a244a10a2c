import HubModel
import HubYAML

/// A list of words and what sources write for them.
///
/// A canonical list has `words`; a department's own list has a `target` whose words it maps to.
package struct CodeList: Sendable, Equatable {
  package struct Word: Sendable, Equatable {
    /// The word on the wire and in the database.
    package var word: String
    /// What people read.
    package var title: String
  }

  package var name: String
  package var title: String
  /// In the order of the file; empty for a department's list.
  package var words: [Word]
  /// The canonical list that `map` leads to; nil for a canonical list.
  package var target: String?
  /// What a source writes → word; an empty word means: this says nothing, the value is absent.
  package var map: [String: String]
  /// The same in the order of the file, for people.
  package var spellings: [(text: String, word: String)] {
    map.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
  }

  package var isCanonical: Bool { target == nil }
  package func title(of word: String) -> String? { words.first { $0.word == word }?.title }

  /// Words of a department's list that its target does not have.
  func faults(in lists: [String: CodeList]) -> [Diagnostic] {
    guard let target else { return [] }
    guard let canonical = lists[target], canonical.isCanonical else {
      return [
        fault(
          "unknown-code-list", "没有代码表“\(target)”", "there is no code list \"\(target)\"", nearestWord(to: target, in: lists.keys))
      ]
    }
    let words = canonical.words.map(\.word)
    return Set(map.values).filter { !$0.isEmpty && !words.contains($0) }.sorted().map {
      fault("unknown-code", "代码表 \(target) 没有“\($0)”", "code list \(target) has no \"\($0)\"", nearestWord(to: $0, in: words))
    }
  }

  private func fault(_ code: String, _ zh: String, _ en: String, _ nearest: String?) -> Diagnostic {
    Diagnostic(file: "codes/\(name).yaml", line: 0, column: 0, code: code, zh: zh, en: en, nearest: nearest)
  }
}
