import HubModel
import HubYAML

/// `masks.yaml`.
struct MaskReader: PolicyFileReader {
  static let keys = ["title", "kind", "first", "last", "text", "tier"]
  static let kinds = ["keep", "surname", "county", "year", "fixed", "withhold"]
  private static let digests = ["hash", "md5", "sha1", "sha256", "sha512", "sm3", "base64", "crc32"]
  let reader: YAMLReader

  func masks() -> [Mask] {
    guard let root = reader.mapping(reader.root, keys: ["masks"], required: ["masks"]) else { return [] }
    return reader.pairs(root["masks"])?.compactMap { mask($0.key, $0.value) } ?? []
  }

  private func mask(_ key: YAMLNode, _ node: YAMLNode) -> Mask? {
    guard let name = identifier(key), let parts = reader.mapping(node, keys: MaskReader.keys, required: ["title", "kind"]) else {
      return nil
    }
    let title = text(parts["title"])
    let tier =
      parts["tier"] == nil
      ? Mask.Tier.display : reader.oneOf(parts["tier"], Mask.Tier.allCases.map(\.rawValue)).flatMap(Mask.Tier.init)
    guard let kind = kind(node, parts), let title, let tier else { return nil }
    return Mask(name: name, title: title, kind: kind, tier: tier)
  }

  private func kind(_ node: YAMLNode, _ parts: [String: YAMLNode]) -> Mask.Kind? {
    if let word = parts["kind"]?.scalar, MaskReader.digests.contains(word.lowercased()) {
      reader.report(
        parts["kind"], "unkeyed-hash", zh: "不带密钥的摘要可以穷举还原，等同明文，不能作为脱敏方式",
        en: "a digest without a key can be searched through and is as good as clear text: it is no mask")
      return nil
    }
    guard let word = reader.oneOf(parts["kind"], MaskReader.kinds) else { return nil }
    let used = word == "keep" ? ["first", "last"] : word == "fixed" ? ["text"] : []
    for key in ["first", "last", "text"] where parts[key] != nil && !used.contains(key) {
      reader.report(parts[key], "key-not-used", zh: "\(word) 不使用“\(key)”", en: "\"\(key)\" is not used by \(word)")
    }
    switch word {
    case "keep": return keep(node, parts)
    case "fixed": return parts["text"] == nil ? .fixed("****") : text(parts["text"]).map { .fixed($0) }
    case "surname": return .surname
    case "county": return .county
    case "year": return .year
    default: return .withhold
    }
  }

  private func keep(_ node: YAMLNode, _ parts: [String: YAMLNode]) -> Mask.Kind? {
    let first = parts["first"] == nil ? 0 : reader.int(parts["first"], in: 0...32)
    let last = parts["last"] == nil ? 0 : reader.int(parts["last"], in: 0...32)
    guard let first, let last else { return nil }
    return .keep(first: first, last: last)
  }
}
