import HubModel
import HubYAML

/// `authority.yaml`: per attribute the datasets whose word counts, the first before the next (一数一源).
///
/// `all:` stands for every attribute that the named datasets provide and no line of its own names.
struct AuthorityReader {
  let reader: YAMLReader
  let model: Model
  let datasets: [DatasetSchema]
  /// Datasets whose own files are at fault: what they provide is not known.
  let broken: Set<String>

  func read() -> Authority {
    var order: [String: [String]] = [:]
    guard let root = reader.mapping(reader.root, keys: ["authority"], required: ["authority"]) else { return Authority(order: [:]) }
    for (key, name, node) in reader.pairs(root["authority"]) ?? [] {
      guard let entity = model.entity(name) else {
        reader.report(
          key, "unknown-entity", zh: "没有实体“\(name)”", en: "there is no entity \"\(name)\"",
          nearest: nearestWord(to: name, in: model.entities.map(\.name)))
        continue
      }
      read(entity, node, &order)
    }
    return Authority(order: order)
  }

  private func read(_ entity: Entity, _ node: YAMLNode, _ order: inout [String: [String]]) {
    let words = ["all"] + entity.attributes.map(\.name)
    guard let map = reader.mapping(node, keys: words) else { return }
    for (word, node) in map {
      let named = datasets(entity, node)
      if word == "all" {
        for attribute in entity.attributes where map[attribute.name] == nil {
          let providing = named.filter { $0.attributes.contains(attribute.name) }
          if !providing.isEmpty { order["\(entity.name).\(attribute.name)"] = providing.map(\.name) }
        }
      } else {
        for dataset in named where !dataset.attributes.contains(word) {
          reader.report(
            node, "authority-not-provided", zh: "数据集 \(dataset.name) 不提供“\(word)”",
            en: "dataset \(dataset.name) does not provide \"\(word)\"")
        }
        order["\(entity.name).\(word)"] = named.map(\.name)
      }
    }
  }

  private func datasets(_ entity: Entity, _ node: YAMLNode) -> [DatasetSchema] {
    let filling = datasets.filter { $0.entity == entity.name }
    return (reader.list(node) ?? []).compactMap { item in
      guard let name = reader.string(item) else { return nil }
      if let dataset = filling.first(where: { $0.name == name }) { return dataset }
      if broken.contains(name) { return nil }
      reader.report(
        item, "unknown-dataset", zh: "没有为此实体提供数据的数据集“\(name)”", en: "no dataset \"\(name)\" fills this entity",
        nearest: nearestWord(to: name, in: filling.map(\.name)))
      return nil
    }
  }
}
