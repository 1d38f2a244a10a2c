import HubCrypto
import HubMapping
import HubModel
import HubPolicy
import HubPostgres
import HubStore
import HubYAML

/// Requests as files, mappings and the record of acts together know them.
struct RequestDesk: Sendable {
  let hub: Hub
  let mapping: MappingSet
  let set: PolicySet

  /// Throws with every fault of the files printed.
  init(_ hub: Hub) throws {
    self.hub = hub
    mapping = try hub.mappingSet()
    set = try hub.policySet(mapping)
  }

  /// The file of a request.
  func request(_ id: String) throws(HubError) -> SharingRequest {
    if let request = set.request(id) { return request }
    let near = nearestWord(to: id, in: set.requests.map(\.id)).map { "Did you mean \($0)?" }
    throw HubError(
      "request-unknown", "There is no file \(SharingRequest.path(id)) in the policy set.",
      remedy: near ?? "Write it; `govhub request --help` shows one.")
  }

  /// SM3 of the file.
  func digest(of id: String) -> [UInt8] {
    SM3.digest(set.files.first { $0.path == SharingRequest.path(id) }?.text ?? "").bytes
  }

  /// Each attribute with the dataset that has the word on it.
  func sources(of request: SharingRequest) -> [(attribute: String, dataset: DatasetMapping?)] {
    let schema = mapping.storeSchema
    return set.origins(of: request).map { entity, attribute -> (attribute: String, dataset: DatasetMapping?) in
      let name = schema.sources(entity: entity, attribute: attribute).first?.name
      return ("\(entity).\(attribute)", mapping.datasets.first { $0.schema.name == name })
    }
  }

  /// The strictest class of what is asked for.
  /// - Throws: `request-not-provided`, `request-not-shared`.
  func sharing(of request: SharingRequest) throws(HubError) -> SharingClass {
    var strictest = SharingClass.unconditional
    for (attribute, dataset) in sources(of: request) {
      guard let dataset, let share = SharingClass(rawValue: dataset.catalogue.share) else {
        throw HubError("request-not-provided", "No dataset provides \(attribute).", remedy: "Leave it out of the scope.")
      }
      guard share != .notShared else {
        throw HubError(
          "request-not-shared", "\(attribute) is not shared: \(dataset.catalogue.basis ?? dataset.schema.name).",
          remedy: "Leave it out of the scope.")
      }
      strictest = max(strictest, share)
    }
    return strictest
  }

  func history(_ id: String, on connection: PostgresConnection) async throws -> RequestHistory? {
    try RequestHistory(try await AccessRequestAct.all(of: id, on: connection), set.calendar)
  }

  /// All that were filed.
  func histories(on connection: PostgresConnection) async throws -> [RequestHistory] {
    let acts = Dictionary(grouping: try await AccessRequestAct.all(on: connection), by: \.request)
    return try acts.values.compactMap { try RequestHistory($0, set.calendar) }
  }
}
