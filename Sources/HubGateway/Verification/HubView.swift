import HubModel
import HubStore

/// The hub's state made ready for verdicts. Made once per refresh of the state.
final class HubView: Sendable {
  let state: HubState
  let person: EntityView
  let enterprise: EntityView
  let representation: EntityView
  private let byID: [Int16: DatasetView]
  let mappingVersion: String

  init(_ state: HubState) {
    self.state = state
    let datasets = state.datasets.map(DatasetView.init)
    byID = Dictionary(datasets.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    person = EntityView("person", datasets, state)
    enterprise = EntityView("enterprise", datasets, state)
    representation = EntityView("legal_representation", datasets, state)
    mappingVersion = "m\(state.mappingSequence)"
  }

  func dataset(_ id: Int16?) -> DatasetView? { id.flatMap { byID[$0] } }

  func entity(_ name: String) -> EntityView { name == "person" ? person : enterprise }

  /// The title of a code word in the list of an attribute; nil where the list has none.
  func title(_ entity: String, _ attribute: String, _ word: String) -> String? {
    guard let list = state.model.entity(entity)?.attribute(attribute)?.codes else { return nil }
    return state.codeTitles[list]?[word]
  }

  /// False for a word that no row can hold: it is to be refused, not compared. True where the list is not known here.
  func holdsRole(_ word: String) -> Bool {
    guard let list = state.model.entity("legal_representation")?.attribute("role")?.codes, let words = state.codeTitles[list]
    else { return true }
    return words[word] != nil
  }
}

/// Which datasets have a say about an entity.
struct EntityView: Sendable {
  let name: String
  /// By attribute, in order of authority.
  private let authorities: [String: [DatasetView]]
  /// Those that have to be complete before anybody may be said not to exist.
  let existence: [DatasetView]
  /// Whose register an answer speaks of that must not tell whether there is a record.
  let primary: DatasetView?

  init(_ name: String, _ datasets: [DatasetView], _ state: HubState) {
    self.name = name
    let entity = state.model.entity(name)
    var authorities: [String: [DatasetView]] = [:]
    for attribute in entity?.attributes ?? [] {
      let names = state.authority.datasets(entity: name, attribute: attribute.name)
      authorities[attribute.name] = names.compactMap { word in datasets.first { $0.schema.name == word } }
    }
    self.authorities = authorities
    let identity = entity.flatMap { authorities[$0.identity] } ?? []
    existence = identity.isEmpty ? authorities["name"] ?? [] : identity
    primary = existence.first ?? datasets.first { $0.schema.entity == name }
  }

  func hasAuthority(_ dataset: Int16?, over attribute: String) -> Bool {
    guard let dataset, let list = authorities[attribute] else { return false }
    return list.contains { $0.id == dataset }
  }

  /// Nil where an absent record may be called not found; else why it may not.
  func doubt(maxAge: Int?, at now: Int64) -> Verdict.Reason? {
    guard !existence.isEmpty else { return .outOfCoverage }
    for dataset in existence {
      guard dataset.schema.coverage.complete, dataset.completeAsOf != nil else { return .outOfCoverage }
      if dataset.isStale(limit: maxAge, at: now) { return .stale }
    }
    return nil
  }

  /// True where a register that answers rest on is older than `limit` seconds or than its own limit, whatever record is asked for.
  func isStale(within limit: Int, at now: Int64) -> Bool {
    if existence.isEmpty { return primary?.isStale(limit: limit, at: now) ?? false }
    return existence.contains { $0.isStale(limit: limit, at: now) }
  }
}
