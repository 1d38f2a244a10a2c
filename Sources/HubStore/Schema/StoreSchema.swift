package import HubModel

/// Everything the store must know to lay out its tables and merge its sources: the model, whose word counts, the datasets.
package struct StoreSchema: Sendable, Equatable {
  package var model: Model
  package var authority: Authority
  package var datasets: [DatasetSchema]

  package init(model: Model, authority: Authority, datasets: [DatasetSchema]) {
    self.model = model
    self.authority = authority
    self.datasets = datasets.sorted { $0.name < $1.name }
  }

  package func dataset(_ name: String) -> DatasetSchema? { datasets.first { $0.name == name } }

  /// The datasets that provide an attribute: those with authority first, in their order, then the others by name.
  package func sources(entity: String, attribute: String) -> [DatasetSchema] {
    let providers = datasets.filter { $0.entity == entity && $0.attributes.contains(attribute) }
    let order = authority.datasets(entity: entity, attribute: attribute)
    return providers.sorted {
      let left = order.firstIndex(of: $0.name) ?? Int.max
      let right = order.firstIndex(of: $1.name) ?? Int.max
      return left == right ? $0.name < $1.name : left < right
    }
  }

  package func datasets(of entity: String) -> [DatasetSchema] { datasets.filter { $0.entity == entity } }
}
