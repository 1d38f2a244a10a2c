import HubModel
import HubYAML

/// `keys:` of a client.
struct ClientKeyReader: PolicyFileReader {
  static let keys = ["id", "alg", "public", "not_after"]
  let reader: YAMLReader
  let publicKeys: PublicKeyReader
  let client: String

  func keys(_ node: YAMLNode?) -> [ClientKey] {
    guard let items = reader.list(node) else { return [] }
    return items.compactMap { key($0, isOnly: items.count == 1) }
  }

  /// The id of a client's only key may be left out: it is then the client's.
  private func key(_ node: YAMLNode, isOnly: Bool) -> ClientKey? {
    let required = isOnly ? ["alg", "public"] : ["id", "alg", "public"]
    guard let parts = reader.mapping(node, keys: ClientKeyReader.keys, required: required) else { return nil }
    let id = parts["id"] == nil ? client : identifier(parts["id"])
    let algorithm = reader.oneOf(parts["alg"], ClientKey.Algorithm.allCases.map(\.rawValue)).flatMap(ClientKey.Algorithm.init)
    let notAfter = day(parts["not_after"])
    guard let pem = publicKeys.pem(parts["public"]), let id, let algorithm else { return nil }
    publicKeys.check(pem, isFor: algorithm.rawValue, parts["public"])
    claim(id, node)
    publicKeys.claim(pem, for: client, node)
    return ClientKey(id: id, algorithm: algorithm, publicPEM: pem, notAfter: notAfter)
  }

  /// Key ids belong to one client only, and once.
  private func claim(_ id: String, _ node: YAMLNode) {
    guard let other = publicKeys.seen.ids.updateValue(client, forKey: id) else { return }
    reader.report(
      node, "duplicate-key-id", zh: "密钥编号“\(id)”已被 \(other) 使用", en: "the key id \"\(id)\" is already used by \(other)")
  }
}
