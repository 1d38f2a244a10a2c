import HubModel
import HubYAML

/// `masks.yaml`.
struct MaskReader: PolicyFileReader {
  static let keys = ["title", "kind", "tier"] + settings
  /// What only some kinds take.
  static let settings = ["first", "last", "from", "to", "character", "width", "edges", "text"]
  private static let digests = [
    "hash", "digest", "md5", "sha", "sha1", "sha256", "sha384", "sha512", "sm3", "base64", "crc32",
  ]
  private static let formatPreserving = ["fpe", "ff1", "ff3", "ff3-1", "format-preserving"]
  let reader: YAMLReader

  func masks() -> [Mask] {
    guard let root = reader.mapping(reader.root, keys: ["masks"], required: ["masks"]) else { return [] }
    return reader.pairs(root["masks"])?.compactMap { mask($0.key, $0.value) } ?? []
  }

  private func mask(_ key: YAMLNode, _ node: YAMLNode) -> Mask? {
    guard let name = identifier(key),
      let parts = reader.mapping(node, keys: MaskReader.keys, required: ["title", "kind"])
    else { return nil }
    let title = text(parts["title"])
    let tier =
      parts["tier"] == nil
      ? Mask.Tier.display : reader.oneOf(parts["tier"], Mask.Tier.allCases.map(\.rawValue)).flatMap(Mask.Tier.init)
    guard let kind = kind(node, parts), let title, let tier else { return nil }
    return Mask(name: name, title: title, kind: kind, tier: tier)
  }

  private func kind(_ node: YAMLNode, _ parts: [String: YAMLNode]) -> Mask.Kind? {
    if isRefused(parts["kind"]) { return nil }
    guard let word = reader.oneOf(parts["kind"], MaskKindWord.allCases.map(\.rawValue)).flatMap(MaskKindWord.init) else {
      return nil
    }
    let used = word.settings
    for key in MaskReader.settings where parts[key] != nil && !used.contains(key) {
      reader.report(
        parts[key], "key-not-used", zh: "\(word.rawValue) 不使用“\(key)”", en: "\"\(key)\" is not used by \(word.rawValue)")
    }
    let missing = word.required.filter { parts[$0] == nil }
    for key in missing { reader.report(node, "missing-key", zh: "缺少键“\(key)”", en: "the key \"\(key)\" is missing") }
    return missing.isEmpty ? kind(word, node, parts) : nil
  }

  /// What is often taken for a mask and is none.
  private func isRefused(_ node: YAMLNode?) -> Bool {
    guard let word = node?.scalar?.lowercased() else { return false }
    if MaskReader.digests.contains(word) {
      reader.report(
        node, "unkeyed-hash",
        zh: "不带密钥的摘要等同明文：已知县和出生年的证件号码只有约 36.5 万种，实测约 4 秒即可试出，加统一的盐也一样；请用 pseudonym",
        en: """
          a digest without a key is as good as clear text: an identity number of a known county and year of birth is one of \
          365,000 and was found in 4 seconds (measured), salted or not; use pseudonym
          """)
      return true
    }
    if MaskReader.formatPreserving.contains(word) {
      reader.report(
        node, "format-preserving",
        zh: "保格式加密不能作为脱敏方式：取值不足一百万种时可以逐一试出，结果又会被当成真值；请用 pseudonym 或 withhold",
        en: """
          format-preserving encryption is no mask: under a million values it can be tried through, and what it gives passes for \
          a real value; use pseudonym or withhold
          """)
      return true
    }
    return false
  }
}
