import HubYAML

extension CompiledPolicy {
  /// What the request names and the set does not have, each with the nearest word that it has: most often a slip of the pen.
  func unknownWords(_ request: AccessRequest) -> [Explanation.Step] {
    var steps: [Explanation.Step] = []
    func look(for word: String, in known: some Collection<String>, zh: String, en: String) {
      if !known.contains(word) { steps.append(Self.unknown(word, known.sorted(), zh: zh, en: en)) }
    }
    look(for: request.clientID, in: tables.keys, zh: "客户端", en: "client")
    look(for: request.entity, in: entities.keys, zh: "实体", en: "entity")
    if let entity = entities[request.entity] {
      let word: (zh: String, en: String) = request.action == .aggregate ? ("已发布的统计", "published query") : ("数据项", "attribute")
      for name in request.attributes where entity.bits(of: [name], for: request.action) == nil {
        look(for: name, in: entity.names(for: request.action), zh: word.zh, en: word.en)
      }
    }
    look(for: request.purpose, in: purposes.keys, zh: "用途", en: "purpose")
    return steps
  }

  /// `known`: sorted.
  private static func unknown(_ word: String, _ known: [String], zh: String, en: String) -> Explanation.Step {
    if let near = nearestWord(to: word, in: known) {
      return .init(zh: "没有\(zh)“\(word)”（是否指 \(near)？）", en: "there is no \(en) \"\(word)\" (did you mean \(near)?)")
    }
    return .init(
      zh: "没有\(zh)“\(word)”，有：\(known.joined(separator: "、"))",
      en: "there is no \(en) \"\(word)\"; there are: \(known.joined(separator: ", "))")
  }
}
