import HubModel
import HubYAML

/// One file of `people/`.
struct PersonReader: PolicyFileReader {
  static let keys = ["person", "title", "role", "status", "keys"]
  static let keyKeys = ["alg", "public", "not_after"]
  let reader: YAMLReader
  let publicKeys: PublicKeyReader

  func person() -> RegisteredPerson? {
    let required = ["person", "title", "role", "status"]
    guard let parts = reader.mapping(reader.root, keys: PersonReader.keys, required: required) else { return nil }
    let id = fileName(parts["person"])
    let title = text(parts["title"])
    let role = role(parts["role"])
    let status = reader.oneOf(parts["status"], RegisteredPerson.Status.allCases.map(\.rawValue))
      .flatMap(RegisteredPerson.Status.init)
    let keys = (reader.list(parts["keys"]) ?? []).compactMap { key($0, of: id ?? "") }
    if keys.isEmpty, status == .active, parts["keys"]?.isEmptyList ?? true {
      reader.report(
        reader.root, "no-key", zh: "此人没有公钥，无法登录", en: "the person has no key and cannot sign in", severity: .warning)
    }
    guard let id, let title, let role, let status else { return nil }
    return RegisteredPerson(id: id, title: title, role: role, status: status, keys: keys)
  }

  /// A list is told as what it would be: several roles in one hand.
  private func role(_ node: YAMLNode?) -> PersonRole? {
    guard let node else { return nil }
    if case .sequence = node.kind {
      reader.report(
        node, "several-roles", zh: "一人只能有一个角色：三员分立", en: "a person has exactly one role: the administrators exclude each other")
      return nil
    }
    return reader.oneOf(node, PersonRole.allCases.map(\.rawValue)).flatMap(PersonRole.init)
  }

  private func key(_ node: YAMLNode, of person: String) -> PersonKey? {
    guard let parts = reader.mapping(node, keys: PersonReader.keyKeys, required: PersonReader.keyKeys) else { return nil }
    let algorithm = reader.oneOf(parts["alg"], PersonKey.Algorithm.allCases.map(\.rawValue)).flatMap(PersonKey.Algorithm.init)
    let notAfter = day(parts["not_after"])
    guard let pem = publicKeys.pem(parts["public"]), let algorithm, let notAfter else { return nil }
    publicKeys.check(pem, isFor: algorithm.rawValue, parts["public"])
    publicKeys.claim(pem, for: person, node)
    return PersonKey(algorithm: algorithm, publicPEM: pem, notAfter: notAfter)
  }
}
