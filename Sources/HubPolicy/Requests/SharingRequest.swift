/// 共享申请 (条例 20): what a unit asks for, why, and for how long. One file of `requests/` each, which is also the scope that was
/// consented to as long as nobody changes it.
package struct SharingRequest: Sendable, Equatable {
  /// What may be done with some attributes of one entity.
  package struct Item: Sendable, Equatable {
    package var action: Action
    package var entity: String
    /// Canonical names; of an aggregate the names of published queries.
    package var attributes: [String]
    package var answer: AnswerForm
    /// Name of the mask by attribute.
    package var masks: [String: String]
  }

  package var id: String
  package var title: String
  /// Who asks.
  package var unit: Client.Unit
  package var basis: String
  package var scenario: String
  package var purpose: String
  /// 实施编码 of the matters that it is for; empty: not bound to matters.
  package var itemCodes: [String]
  package var from: CivilDay
  /// Its last day.
  package var to: CivilDay
  package var scope: [Item]

  package static func path(_ id: String) -> String { "requests/\(id).yaml" }
}

extension PolicySet {
  package func request(_ id: String) -> SharingRequest? { requests.first { $0.id == id } }

  /// The attributes of a request where they are stored: those of relations under the relation's own name.
  package func origins(of request: SharingRequest) -> [(entity: String, attribute: String)] {
    let entities = AttributeIndex.all(of: model)
    var found: [(entity: String, attribute: String)] = []
    for item in request.scope {
      guard let index = entities[item.entity] else { continue }
      found += attributes(of: item).map { index.origin(of: $0) }
    }
    return found
  }

  /// Of an aggregate what its queries group by and look at.
  private func attributes(of item: SharingRequest.Item) -> [String] {
    guard item.action == .aggregate else { return item.attributes }
    return aggregates.filter { item.attributes.contains($0.name) }.flatMap { query in
      query.groupings.map(\.attribute) + query.conditions.map(\.attribute)
    }
  }

  /// The clients whose rights rest on a request: they name it, or hold a role with a grant that does.
  package func clients(restingOn request: String) -> [Client] {
    let roles = Dictionary(roles.map { ($0.name, $0) }) { first, _ in first }
    return clients.filter { client in
      client.request == request
        || HeldRoles(client.roles, in: roles).names.contains { name in
          roles[name]?.grants.contains { $0.request == request } ?? false
        }
    }
  }
}
