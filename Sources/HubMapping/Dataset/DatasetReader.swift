import HubConnectorKit
import HubModel
import HubYAML

/// One dataset file → a compiled mapping, or diagnostics.
struct DatasetReader {
  let reader: YAMLReader
  let context: DatasetContext
  let connectors: [ConnectorKind]

  static let keys = [
    "dataset", "title", "version", "catalogue", "covers", "steward", "target", "max_age", "schedule", "source", "fields",
  ]
  static let required = ["dataset", "title", "version", "catalogue", "covers", "steward", "target", "source", "fields"]

  func read() -> DatasetMapping? {
    guard let root = reader.mapping(reader.root, keys: Self.keys, required: Self.required) else { return nil }
    let name = name(root["dataset"])
    let title = reader.string(root["title"])
    let version = reader.int(root["version"], in: 1...1_000_000)
    let catalogue = CatalogueReader(reader: reader).read(root["catalogue"])
    let coverage = coverage(root["covers"])
    let steward = steward(root["steward"])
    let maxAge = reader.seconds(root["max_age"])
    let schedule = ScheduleReader(reader: reader).read(root["schedule"])
    let source = SourceReader(reader: reader, connectors: connectors).read(root["source"])
    let entity = entity(root["target"])
    let fields = FieldReader(reader: reader, context: context, entity: entity).read(root["fields"])
    if let source { checkKey(source, root) }
    guard let name, let title, let version, let catalogue, let coverage, let steward, let entity, let source, !reader.hasErrors
    else { return nil }
    let names = Set(fields.map(\.name))
    let schema = DatasetSchema(
      name: name, title: title, provider: catalogue.provider, entity: entity.name,
      attributes: entity.attributes.map(\.name).filter(names.contains), oneRowPerSubject: isIdentityKey(source.key, fields, entity),
      coverage: coverage, maxAge: maxAge, gates: source.gates, version: version)
    let draft = PlanDraft(schema: schema, entity: entity, context: context, fields: fields, key: source.key)
    var configuration = source.configuration
    configuration.columns = draft.columns
    configuration.keyColumns = source.key.flatMap { $0 }
    return DatasetMapping(
      schema: schema, catalogue: catalogue, steward: steward, source: configuration, fields: fields, key: source.key,
      plan: MappingPlan(draft), schedule: schedule)
  }

  private func name(_ node: YAMLNode?) -> String? {
    guard let name = reader.string(node) else { return nil }
    let isPlain = name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x2F }
    if !isPlain || name != context.name {
      reader.report(
        node, "name-differs", zh: "数据集名应与路径相同：\(context.name)（小写字母、数字、连字符）",
        en: "the dataset's name must be that of its path: \(context.name) (lower-case letters, digits, hyphens)")
    }
    return name
  }

  private func coverage(_ node: YAMLNode?) -> Coverage? {
    let keys = ["register", "region", "complete"]
    guard let map = reader.mapping(node, keys: keys, required: keys) else { return nil }
    let region = reader.string(map["region"])
    if let region, !(region.utf8.count == 6 && region.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })) {
      reader.report(map["region"], "bad-region", zh: "行政区划代码应为六位数字", en: "a region is six digits of GB/T 2260")
    }
    guard let register = reader.string(map["register"]), let region, let complete = reader.bool(map["complete"]) else { return nil }
    return Coverage(register: register, region: region, complete: complete)
  }

  private func steward(_ node: YAMLNode?) -> Steward? {
    let keys = ["unit", "role", "approver"]
    guard let map = reader.mapping(node, keys: keys, required: keys), let unit = reader.string(map["unit"]),
      let role = reader.string(map["role"]), let approver = reader.string(map["approver"])
    else { return nil }
    return Steward(unit: unit, role: role, approver: approver)
  }

  private func entity(_ node: YAMLNode?) -> Entity? {
    let names = context.model.entities.map(\.name)
    guard let name = reader.string(node) else { return nil }
    if let entity = context.model.entity(name) { return entity }
    reader.report(
      node, "unknown-entity", zh: "没有实体“\(name)”", en: "there is no entity \"\(name)\"", nearest: nearestWord(to: name, in: names))
    return nil
  }

  private func checkKey(_ source: SourceReader.Result, _ root: [String: YAMLNode]) {
    if source.key.isEmpty {
      reader.report(root["source"]?["load"]?["key"], "key-empty", zh: "行键至少要有一列", en: "the row key needs at least one column")
    }
  }

  /// True where the row key is the column of the subject's own number and nothing else.
  private func isIdentityKey(_ key: [[String]], _ fields: [FieldRule], _ entity: Entity) -> Bool {
    guard entity.kind == .entity, key.count == 1, key[0].count == 1 else { return false }
    return fields.contains { $0.name == entity.identity && $0.input == .column(key[0][0]) }
  }
}
