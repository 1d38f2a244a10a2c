import HubModel
import HubYAML

/// A public key that a file of the set names: a client's or a person's.
struct PublicKeyReader: PolicyFileReader {
  let reader: YAMLReader
  /// Text by path.
  let keyFiles: [String: String]
  let seen: SeenKeys

  /// The PEM itself, or the name of a file beside this one.
  func pem(_ node: YAMLNode?) -> String? {
    guard let node, let value = text(node) else { return nil }
    if value.contains("-----BEGIN") { return value }
    let folder = reader.file.split(separator: "/").dropLast().joined(separator: "/")
    let files = keyFiles.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }
    guard !value.contains("/"), let found = keyFiles[folder + "/" + value] else {
      reader.report(
        node, "key-file-missing", zh: "同目录下没有密钥文件“\(value)”", en: "there is no key file \"\(value)\" beside this file",
        nearest: nearestWord(to: value, in: files.sorted()))
      return nil
    }
    return found
  }

  /// A key belongs to one client or one person only.
  func claim(_ pem: String, for owner: String, _ node: YAMLNode) {
    guard let body = PublicKeyText(pem)?.body, let other = seen.bodies.updateValue(owner, forKey: body) else { return }
    reader.report(
      node, "key-shared", zh: "此公钥已属于 \(other)，一把密钥只有一个主人", en: "this key already belongs to \(other); a key has one owner")
  }

  func check(_ pem: String, isFor algorithm: String, _ node: YAMLNode?) {
    if pem.contains("PRIVATE KEY") {
      reader.report(
        node, "private-key-in-policy", zh: "此处只能放公钥；该私钥已泄露，请作废并重新生成",
        en: "only a public key belongs here; this private key is now known to others: revoke it and make a new one")
    } else if let text = PublicKeyText(pem) {
      guard text.algorithm != algorithm else { return }
      reader.report(
        node, "key-algorithm-differs", zh: "公钥不是 \(algorithm) 的密钥", en: "this is not a key for \(algorithm)",
        nearest: text.algorithm)
    } else {
      reader.report(node, "key-malformed", zh: "不是 PEM 格式的公钥", en: "not a public key in PEM")
    }
  }
}

/// The owners of the keys that were read so far.
final class SeenKeys {
  var ids: [String: String] = [:]
  var bodies: [[UInt8]: String] = [:]
}
