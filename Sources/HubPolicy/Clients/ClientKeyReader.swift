import HubModel
import HubYAML

/// `keys:` of a client.
struct ClientKeyReader: PolicyFileReader {
  static let keys = ["id", "alg", "public", "not_after"]
  let reader: YAMLReader
  let words: PolicyWords
  let client: String
  let seen: SeenKeys

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
    guard let pem = pem(parts["public"]), let id, let algorithm else { return nil }
    check(pem, algorithm, parts["public"])
    checkUnique(id, pem, node)
    return ClientKey(id: id, algorithm: algorithm, publicPEM: pem, notAfter: notAfter)
  }

  /// The PEM itself, or the name of a file beside this one.
  private func pem(_ node: YAMLNode?) -> String? {
    guard let node, let value = text(node) else { return nil }
    if value.contains("-----BEGIN") { return value }
    let folder = reader.file.split(separator: "/").dropLast().joined(separator: "/")
    let files = words.keyFiles.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }
    guard !value.contains("/"), let found = words.keyFiles[folder + "/" + value] else {
      reader.report(
        node, "key-file-missing", zh: "同目录下没有密钥文件“\(value)”", en: "there is no key file \"\(value)\" beside this file",
        nearest: nearestWord(to: value, in: files.sorted()))
      return nil
    }
    return found
  }

  /// Key ids and keys belong to one client only, and once.
  private func checkUnique(_ id: String, _ pem: String, _ node: YAMLNode) {
    if let other = seen.ids.updateValue(client, forKey: id) {
      reader.report(
        node, "duplicate-key-id", zh: "密钥编号“\(id)”已被 \(other) 使用", en: "the key id \"\(id)\" is already used by \(other)")
    }
    guard let body = PublicKeyText(pem)?.body, let other = seen.bodies.updateValue(client, forKey: body) else { return }
    reader.report(
      node, "key-shared", zh: "此公钥已属于 \(other)，一把密钥只属于一个客户端", en: "this key already belongs to \(other); a key has one owner")
  }

  private func check(_ pem: String, _ algorithm: ClientKey.Algorithm, _ node: YAMLNode?) {
    if pem.contains("PRIVATE KEY") {
      reader.report(
        node, "private-key-in-policy", zh: "此处只能放公钥；该私钥已泄露，请作废并重新生成",
        en: "only a public key belongs here; this private key is now known to others: revoke it and make a new one")
    } else if let text = PublicKeyText(pem) {
      guard text.algorithm != algorithm else { return }
      reader.report(
        node, "key-algorithm-differs", zh: "公钥不是 \(algorithm.rawValue) 的密钥", en: "this is not a key for \(algorithm.rawValue)",
        nearest: text.algorithm?.rawValue)
    } else {
      reader.report(node, "key-malformed", zh: "不是 PEM 格式的公钥", en: "not a public key in PEM")
    }
  }
}
