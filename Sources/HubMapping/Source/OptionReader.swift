import HubConnectorKit
import HubModel
import HubYAML

/// Reads what a connector says it takes: the one place where options become values.
struct OptionReader {
  let reader: YAMLReader

  /// The values of `options` that `map` gives; its keys are already checked.
  func settings(_ options: [SourceOption], _ map: [String: YAMLNode]) -> SourceSettings {
    var settings = SourceSettings()
    for option in options {
      guard let node = map[option.name], let value = value(option.shape, node) else { continue }
      settings.values[option.name] = value
    }
    return settings
  }

  private func value(_ shape: SourceOption.Shape, _ node: YAMLNode) -> SourceSettings.Value? {
    switch shape {
    case .text: reader.string(node).map { .text($0) }
    case .address(let schemes): address(node, schemes).map { .text($0) }
    case .duration: reader.seconds(node).map { .count($0) }
    case .count(let range): reader.int(node, in: range).map { .count($0) }
    case .flag: reader.bool(node).map { .flag($0) }
    case .word(let words): reader.oneOf(node, words).map { .text($0) }
    case .texts: reader.strings(node).map { .texts($0) }
    case .table: table(node).map { .table($0) }
    case .group(let options): group(options, node).map { .group($0) }
    case .variants(let variants): variant(variants, node).map { .group($0) }
    }
  }

  private func group(_ options: [SourceOption], _ node: YAMLNode, beside others: [String] = []) -> SourceSettings? {
    let required = others + options.filter(\.isRequired).map(\.name)
    guard let map = reader.mapping(node, keys: others + options.map(\.name), required: required) else { return nil }
    return settings(options, map)
  }

  private func variant(_ variants: [(kind: String, options: [SourceOption])], _ node: YAMLNode) -> SourceSettings? {
    guard reader.pairs(node) != nil else { return nil }
    guard let named = node["kind"] else {
      reader.report(node, "missing-key", zh: "缺少键“kind”", en: "the key \"kind\" is missing")
      return nil
    }
    guard let kind = reader.oneOf(named, variants.map(\.kind)), let variant = variants.first(where: { $0.kind == kind }) else {
      return nil
    }
    guard var settings = group(variant.options, node, beside: ["kind"]) else { return nil }
    settings.values["kind"] = .text(kind)
    return settings
  }

  private func table(_ node: YAMLNode) -> [String: String]? {
    guard let pairs = reader.pairs(node) else { return nil }
    var table: [String: String] = [:]
    for (_, name, value) in pairs { table[name] = reader.string(value) }
    return table
  }

  private func address(_ node: YAMLNode, _ schemes: [String]) -> String? {
    guard let text = reader.string(node) else { return nil }
    let takesPaths = schemes.contains("file")
    if takesPaths, text.hasPrefix("{sources}/") || text.hasPrefix("/") { return text }
    guard let mark = text.firstRange(of: "://"), schemes.contains(String(text[..<mark.lowerBound])) else {
      badAddress(node, schemes, takesPaths)
      return nil
    }
    guard !text[mark.upperBound...].prefix(while: { $0 != "/" }).contains("@") else {
      reader.report(node, "secret-in-url", zh: "地址中不得写入账号或口令", en: "an address must not carry a user or a password")
      return nil
    }
    return text
  }

  private func badAddress(_ node: YAMLNode, _ schemes: [String], _ takesPaths: Bool) {
    let starts = (takesPaths ? ["{sources}/", "/"] : []) + schemes.map { $0 + "://" }
    reader.report(
      node, "bad-url", zh: "地址应以 \(starts.joined(separator: "、")) 开头",
      en: "an address begins with \(starts.joined(separator: ", "))")
  }
}
