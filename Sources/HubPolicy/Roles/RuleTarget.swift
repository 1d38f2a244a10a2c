import HubModel
import HubYAML

/// What a rule is about.
struct RuleTarget {
  var action: Action
  var index: AttributeIndex

  /// It is asked for by the names of published queries.
  var isCount: Bool { action == .aggregate }

  /// The attributes that the action can name: those of relations can only be compared.
  var names: [String] { index.names.filter { action == .verify || !index.isRelated($0) } }

  /// True where the model opens the attribute to the action.
  func isOpen(_ attribute: Attribute) -> Bool {
    switch action {
    case .verify: attribute.canVerify
    case .read, .export: attribute.canRead
    case .aggregate: attribute.canRead && !attribute.level.isSealed
    }
  }

  /// All of them, for a `"*"` at `node`.
  func openAttributes(_ node: YAMLNode) -> [NamedAttribute] {
    names.compactMap { name in
      index.attributes[name].flatMap { isOpen($0) ? NamedAttribute(name: name, attribute: $0, node: node) : nil }
    }
  }
}
