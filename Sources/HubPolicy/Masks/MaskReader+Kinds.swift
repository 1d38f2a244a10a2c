import HubModel
import HubYAML

extension MaskReader {
  /// The settings of one kind; those that it must have are there.
  func kind(_ word: MaskKindWord, _ node: YAMLNode, _ parts: [String: YAMLNode]) -> Mask.Kind? {
    switch word {
    case .keep:
      guard let first = count(parts["first"]), let last = count(parts["last"]) else { return nil }
      return .keep(first: first, last: last)
    case .hide: return places(parts).map { .hide($0) }
    case .show: return places(parts).map { .show($0) }
    case .before:
      guard let mark = character(parts["character"]), let first = count(parts["first"]) else { return nil }
      return .before(mark, first: first)
    case .after:
      guard let mark = character(parts["character"]), let last = count(parts["last"]) else { return nil }
      return .after(mark, last: last)
    case .ageBand: return reader.int(parts["width"], in: 1...50).map { .ageBand(width: $0) }
    case .band: return bands(node, parts).map { .band($0) }
    case .fixed: return parts["text"] == nil ? .fixed(Mask.hidden) : text(parts["text"]).map { .fixed($0) }
    case .surname: return .surname
    case .county: return .county
    case .year: return .year
    case .withhold: return .withhold
    case .pseudonym: return .pseudonym
    }
  }

  /// None where it is not said.
  private func count(_ node: YAMLNode?) -> Int? { node == nil ? 0 : reader.int(node, in: 0...32) }

  /// Places of characters, counted from 1.
  private func places(_ parts: [String: YAMLNode]) -> ClosedRange<Int>? {
    guard let from = reader.int(parts["from"], in: 1...64), let to = reader.int(parts["to"], in: 1...64) else { return nil }
    guard from <= to else {
      reader.report(parts["to"], "range-backward", zh: "to 不能小于 from", en: "\"to\" must not be less than \"from\"")
      return nil
    }
    return from...to
  }

  private func character(_ node: YAMLNode?) -> Character? {
    guard let text = text(node) else { return nil }
    guard text.count == 1, let character = text.first else {
      reader.report(node, "not-a-character", zh: "此处应为一个字符，例如 \"@\"", en: "expected one character such as \"@\"")
      return nil
    }
    return character
  }

  private func bands(_ node: YAMLNode, _ parts: [String: YAMLNode]) -> NumberBands? {
    guard (parts["width"] == nil) != (parts["edges"] == nil) else {
      reader.report(node, "bands-missing", zh: "band 须写且只写一个 width 或 edges", en: "a band has exactly one of width and edges")
      return nil
    }
    let limit = 1_000_000_000_000
    if let width = parts["width"] { return reader.int(width, in: 1...limit).map { .width($0) } }
    guard let items = reader.list(parts["edges"]) else { return nil }
    let edges = items.compactMap { reader.int($0, in: 0...limit) }
    guard edges.count == items.count else { return nil }
    guard !edges.isEmpty, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      reader.report(
        parts["edges"], "edges-not-ascending", zh: "edges 须由小到大，至少一个", en: "edges ascend, and there is at least one")
      return nil
    }
    return .edges(edges)
  }
}
