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
      guard variable.hasPrefix(Self.mark), !variable.hasPrefix(SecretStore.mark) else { return nil }
      guard Self.variables.contains(variable) else { return unknown(variable) }
      let fault: (zh: String, en: String)
      switch variable {
      case "GOVHUB_PORT" where !Self.isPort(value): fault = Self.notAPort(value)
      case "GOVHUB_BACKUP_RETENTION" where !Self.isDays(value): fault = Self.notDays(value)
      default: return nil
      }
      return "\(variable): " + (isChinese ? fault.zh : fault.en)
    }
  }

  private func check(_ name: String, _ node: YAMLNode, _ reader: YAMLReader) {
    switch name {
    case "port":
      guard let text = single(node, reader), !Self.isPort(text) else { return }
      reader.report(node, "not-a-port", zh: Self.notAPort(text).zh, en: Self.notAPort(text).en)
    case "backupRetention":
      guard let text = single(node, reader), !Self.isDays(text) else { return }
      reader.report(node, "not-days", zh: Self.notDays(text).zh, en: Self.notDays(text).en)
    case "trustedProxies": for item in reader.list(node) ?? [] { _ = single(item, reader) }
    default: _ = single(node, reader)
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

  private static func isDays(_ text: String) -> Bool {
    text.hasSuffix("d") && Int(text.dropLast()).map { $0 > 0 && "\($0)d" == text } ?? false
  }

  private static func notDays(_ text: String) -> (zh: String, en: String) {
    ("“\(text)”不是期限，应为天数，如 30d", "\"\(text)\" is no period; expected a number of days such as 30d")
  }

  private static func notAPort(_ text: String) -> (zh: String, en: String) {
    ("“\(text)”不是端口，应为 0 到 65535 的整数", "\"\(text)\" is no port; expected a whole number from 0 to 65535")
  }
}
