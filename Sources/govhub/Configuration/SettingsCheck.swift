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
      guard Self.variables.contains(variable) else { return unknown(variable) }
      return Self.fault(Self.settings[variable] ?? "", value).map { "\(variable): " + (isChinese ? $0.zh : $0.en) }
    }
  }

  private func check(_ name: String, _ node: YAMLNode, _ reader: YAMLReader) {
    if name == "trustedProxies" {
      for item in reader.list(node) ?? [] { _ = single(item, reader) }
    } else if let parts = HubConfiguration.parts[name] {
      for (part, node) in reader.mapping(node, keys: parts) ?? [:] { check("\(name).\(part)", node, reader) }
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

  /// The variable of each setting: `trustedProxies` is `GOVHUB_TRUSTED_PROXIES`, `auditHeads.file` is `GOVHUB_AUDIT_HEADS_FILE`.
  static let variables = names.map(variable)

  private static let names = HubConfiguration.names.flatMap { name in
    HubConfiguration.parts[name].map { $0.map { "\(name).\($0)" } } ?? [name]
  }

  private static let settings = Dictionary(uniqueKeysWithValues: zip(variables, names))

  private static func variable(_ name: String) -> String {
    mark + name.map { $0 == "." ? "_" : $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }

  private static func word(_ variable: String) -> String { String(variable.dropFirst(mark.count)) }
}
