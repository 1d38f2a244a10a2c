import HubModel
import HubYAML

/// `purposes.yaml`.
struct PurposeReader: PolicyFileReader {
  static let keys = ["title", "basis", "valid_from", "expires", "deceased", "superseded"]
  let reader: YAMLReader

  func purposes() -> [Purpose] {
    guard let root = reader.mapping(reader.root, keys: ["purposes"], required: ["purposes"]) else { return [] }
    return reader.pairs(root["purposes"])?.compactMap { purpose($0.key, $0.value) } ?? []
  }

  private func purpose(_ key: YAMLNode, _ node: YAMLNode) -> Purpose? {
    let required = ["title", "basis", "deceased", "superseded"]
    guard let name = identifier(key), let parts = reader.mapping(node, keys: PurposeReader.keys, required: required) else {
      return nil
    }
    let title = text(parts["title"])
    let basis = text(parts["basis"])
    let from = day(parts["valid_from"])
    let to = day(parts["expires"])
    if let from, let to, to.start < from.start {
      reader.report(parts["expires"], "never-valid", zh: "截止日期早于起始日期", en: "it ends before it begins")
    }
    let deceased = disclosure(parts["deceased"])
    let superseded = disclosure(parts["superseded"])
    guard let title, let basis, let deceased, let superseded else { return nil }
    return Purpose(name: name, title: title, basis: basis, validFrom: from, expires: to, deceased: deceased, superseded: superseded)
  }

  private func disclosure(_ node: YAMLNode?) -> Purpose.Disclosure? {
    reader.oneOf(node, Purpose.Disclosure.allCases.map(\.rawValue)).flatMap(Purpose.Disclosure.init)
  }
}
