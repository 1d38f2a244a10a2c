import HubModel
import HubYAML

extension RuleReader {
  /// `masks: {attribute: mask}`.
  func masks(_ node: YAMLNode?, _ attributes: [NamedAttribute], _ target: RuleTarget) -> [String: Mask] {
    guard let node else { return [:] }
    if !target.action.showsRecords {
      reader.report(node, "key-not-used", zh: "masks 只用于 read 和 export", en: "masks belong to read and export only")
      return [:]
    }
    var masks: [String: Mask] = [:]
    for (key, name, value) in reader.pairs(node) ?? [] {
      let names = attributes.map(\.name)
      let attribute = known(key, in: names, "unknown-attribute", zh: "本授权的数据项", en: "attribute of this grant")
      let word = known(value, in: words.masks.keys, "unknown-mask", zh: "脱敏方式", en: "mask")
      guard let mask = word.flatMap({ words.masks[$0] }), let found = attributes.first(where: { $0.name == attribute }) else {
        continue
      }
      checkFit(mask, found.attribute, value)
      masks[name] = mask
    }
    return masks
  }

  private func checkFit(_ mask: Mask, _ attribute: Attribute, _ node: YAMLNode) {
    if !mask.fits(attribute.type) {
      reader.report(
        node, "mask-does-not-fit", zh: "脱敏方式“\(mask.name)”不适用于类型 \(attribute.type.rawValue)",
        en: "the mask \"\(mask.name)\" is not for the type \(attribute.type.rawValue)")
    }
    guard mask.tier == .irreversible || attribute.level == .critical else { return }
    guard let left = mask.candidatesLeft(of: attribute.type) else { return checkUnknown(attribute, node) }
    if left < MaskStrength.enough {
      reader.report(
        node, "mask-invertible", zh: "脱敏后约剩 \(Int(left)) 种可能，可以穷举还原",
        en: "about \(Int(left)) candidates are left after masking, few enough to try", severity: .warning)
    }
  }

  /// What nobody can count may be little.
  private func checkUnknown(_ attribute: Attribute, _ node: YAMLNode) {
    guard attribute.level == .critical else { return }
    reader.report(
      node, "mask-of-unknown-strength", zh: "无公开规则可估脱敏后剩多少种可能：4 级数据项应换一种方式",
      en: "no public rule says how many candidates are left: mask a level 4 attribute otherwise", severity: .warning)
  }
}
