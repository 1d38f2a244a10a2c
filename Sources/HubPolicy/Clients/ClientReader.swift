import HubModel
import HubYAML

/// One file of `clients/`.
struct ClientReader: PolicyFileReader {
  static let keys = ["client", "title", "unit", "kind", "status", "roles", "keys", "networks", "request"]
  static let unitKeys = ["name", "code"]
  let reader: YAMLReader
  let words: PolicyWords
  let seen: SeenKeys

  func client() -> Client? {
    let required = ["client", "title", "unit", "kind", "status", "roles"]
    guard let parts = reader.mapping(reader.root, keys: ClientReader.keys, required: required) else { return nil }
    let id = fileName(parts["client"])
    let title = text(parts["title"])
    let unit = unit(parts["unit"])
    let kind = reader.oneOf(parts["kind"], Client.Kind.allCases.map(\.rawValue)).flatMap(Client.Kind.init)
    let status = reader.oneOf(parts["status"], Client.Status.allCases.map(\.rawValue)).flatMap(Client.Status.init)
    let roles = knownList(parts["roles"], in: words.roles, "unknown-role", zh: "角色", en: "role")
    let keys = ClientKeyReader(reader: reader, words: words, client: id ?? "", seen: seen).keys(parts["keys"])
    let networks = networks(parts["networks"])
    let request = text(parts["request"])
    if keys.isEmpty, parts["keys"]?.isEmptyList ?? true {
      reader.report(
        reader.root, "no-key", zh: "客户端没有公钥，无法登录", en: "the client has no key and cannot authenticate", severity: .warning)
    }
    guard let id, let title, let unit, let kind, let status, let roles else { return nil }
    return Client(
      id: id, title: title, unit: unit, kind: kind, status: status, roles: roles, keys: keys, networks: networks, request: request)
  }

  private func unit(_ node: YAMLNode?) -> Client.Unit? {
    guard let parts = reader.mapping(node, keys: ClientReader.unitKeys, required: ClientReader.unitKeys) else { return nil }
    let name = text(parts["name"])
    let code = text(parts["code"])
    guard let name, let code else { return nil }
    return Client.Unit(name: name, code: code)
  }
}

/// The owners of the keys that were read so far.
final class SeenKeys {
  var ids: [String: String] = [:]
  var bodies: [[UInt8]: String] = [:]
}

extension YAMLNode {
  var isEmptyList: Bool {
    if case .sequence(let items) = kind { items.isEmpty } else { false }
  }
}
