import HubCrypto
import HubModel
import HubYAML

/// Finds settings that would be passed over: a misspelt name or a malformed value would leave the default in force without a word.
struct SettingsCheck {
  let isChinese: Bool

  /// Faults of a file of settings, by line, as editors parse them. `path`: as its reader knows it.
  func faults(inFile path: String, _ text: String) -> [String] {
    let reader = YAMLReader(file: path, text: text)
    let root = reader.mapping(reader.root, keys: ["govhub"])
    for (name, node) in reader.mapping(root?["govhub"], keys: HubConfiguration.names) ?? [:] { check(name, node, reader) }
    return reader.diagnostics.sorted().map { $0.rendered(chinese: isChinese) }
  }

  /// Faults of the variables that begin with `GOVHUB_`; others are not ours.
  func faults(inEnvironment environment: [String: String]) -> [String] {
    environment.sorted { $0.key < $1.key }.compactMap { variable, value in
      guard variable.hasPrefix(Self.mark), !variable.hasPrefix(SecretStore.mark), variable != Passphrase.variable else {
        return nil
      }
      guard let place = Self.variables.firstIndex(of: variable) else { return unknown(variable) }
      guard let fault = Self.fault(HubConfiguration.names[place], value) else { return nil }
      return "\(variable): " + (isChinese ? fault.zh : fault.en)
    }
  }

  private func check(_ name: String, _ node: YAMLNode, _ reader: YAMLReader) {
    if name == "trustedProxies" {
      for item in reader.list(node) ?? [] { _ = single(item, reader) }
    } else if let text = single(node, reader), let fault = Self.fault(name, text) {
      reader.report(node, fault.code, zh: fault.zh, en: fault.en)
    }
  }

  /// Any single value will do, quoted or not: an address looks like a number to YAML.
  private func single(_ node: YAMLNode, _ reader: YAMLReader) -> String? {
    if let text = node.scalar, !node.isNull { return text }
    reader.report(node, "wrong-kind", zh: "此处应为单个值", en: "expected a single value")
    return nil
  }

  private func unknown(_ variable: String) -> String {
    let near = nearestWord(to: Self.word(variable), in: Self.variables.map(Self.word)).map { Self.mark + $0 }
    let known = Self.variables
    if isChinese {
      return "\(variable)：没有此设置，可用：\(known.joined(separator: "、"))" + (near.map { "（是否指 \($0)？）" } ?? "")
    }
    return "\(variable): no such setting; known: \(known.joined(separator: ", "))" + (near.map { " (did you mean \($0)?)" } ?? "")
  }

  // MARK: words

  private static let mark = "GOVHUB_"

  /// The variable of each setting: `trustedProxies` is `GOVHUB_TRUSTED_PROXIES`.
  static let variables = HubConfiguration.names.map { name in
    mark + name.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }

  private static func word(_ variable: String) -> String { String(variable.dropFirst(mark.count)) }

  /// Decimal digits without a sign or a leading zero, which YAML would take for an octal number.
  private static func isPort(_ text: String) -> Bool { Int(text).map { (0...65_535).contains($0) && "\($0)" == text } ?? false }

  /// What is wrong with the value of a setting; nil: nothing.
  private static func fault(_ name: String, _ text: String) -> (code: String, zh: String, en: String)? {
    switch name {
    case "port" where !isPort(text):
      (
        "not-a-port", "“\(text)”不是端口，应为 0 到 65535 的整数",
        "\"\(text)\" is no port; expected a whole number from 0 to 65535"
      )
    case "profile" where Profile(rawValue: text) == nil:
      ("unknown-word", "“\(text)”不是 development 或 production", "\"\(text)\" is neither development nor production")
    case "policyRoot" where Hex.decode(text)?.count != 32:
      ("not-a-digest", "应为策略集的摘要，64 位十六进制数", "expected the digest of a policy set, 64 hexadecimal digits")
    default: nil
    }
  }
}
