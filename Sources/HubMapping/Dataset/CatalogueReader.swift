import HubYAML

struct CatalogueReader {
  let reader: YAMLReader

  static let keys = ["code", "provider", "origin", "share", "basis", "use_conditions", "methods", "update", "category"]
  static let required = ["code", "provider", "origin", "share", "methods", "update", "category"]
  static let origins = ["local", "return_flow", "upstream"]
  static let shares = ["unconditional", "conditional", "none"]
  static let methods = ["service", "batch", "file"]
  static let updates = ["realtime", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "irregular"]

  func read(_ node: YAMLNode?) -> CatalogueEntry? {
    guard let map = reader.mapping(node, keys: Self.keys, required: Self.required) else { return nil }
    let (code, provider, category) = (reader.string(map["code"]), reader.string(map["provider"]), reader.string(map["category"]))
    let origin = reader.oneOf(map["origin"], Self.origins)
    let share = reader.oneOf(map["share"], Self.shares)
    let update = reader.oneOf(map["update"], Self.updates)
    let methods = reader.list(map["methods"])?.compactMap { reader.oneOf($0, Self.methods) }
    let (basis, conditions) = (reader.string(map["basis"]), reader.string(map["use_conditions"]))
    if share == "none", map["basis"] == nil {
      reader.report(map["share"], "basis-missing", zh: "不予共享须写明依据（basis）", en: "share: none needs its legal basis")
    }
    if share == "conditional", map["use_conditions"] == nil {
      reader.report(
        map["share"], "use-conditions-missing", zh: "有条件共享须写明使用条件（use_conditions）",
        en: "share: conditional needs use_conditions")
    }
    guard let code, let provider, let origin, let share, let methods, let update, let category else { return nil }
    return CatalogueEntry(
      code: code, provider: provider, origin: origin, share: share, basis: basis, useConditions: conditions, methods: methods,
      update: update, category: category)
  }
}
