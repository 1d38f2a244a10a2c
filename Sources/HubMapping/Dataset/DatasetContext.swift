import HubModel

/// What a dataset file is read against.
struct DatasetContext {
  let vocabulary: Vocabulary
  let codes: [String: CodeList]
  /// The name that the file's path gives it.
  let name: String

  var model: Model { vocabulary.model }

  /// What a field of `entity` is typed by; nil for an unknown name.
  func attribute(_ field: String, of entity: Entity) -> Attribute? {
    if let attribute = entity.attribute(field) { return attribute }
    guard field == entity.identity else { return nil }
    return model.identityAttribute(of: entity)
  }

  /// Every name a field may have.
  func fieldNames(of entity: Entity) -> [String] {
    let names = entity.attributes.map(\.name)
    return names + (names.contains(entity.identity) ? [] : [entity.identity]) + [FieldRule.observedAt]
  }
}
