import HubCrypto
import HubModel
import HubPolicy
import HubPostgres
import HubStore

extension Hub {
  /// Every grant that names a request rests on one that both sides consented to, in the text they consented to.
  /// - Throws: `request-not-granted`.
  func requireConsent(_ set: PolicySet) async throws {
    let named = Set(set.roles.flatMap { $0.grants.compactMap(\.request) })
    guard !named.isEmpty else { return }
    try await withDatabase(nil) { connection in
      for id in named.sorted() {
        let history = try RequestHistory(try await AccessRequestAct.all(of: id, on: connection), set.calendar)
        let text = set.files.first { $0.path == SharingRequest.path(id) }?.text ?? ""
        guard let history, [.granted, .suspended].contains(history.standing.state),
          history.digest == SM3.digest(text).bytes
        else {
          throw HubError(
            "request-not-granted", "A grant names the request \(id), which is not granted in this text.",
            remedy: "See `govhub request show \(id)`; leave the grant out until then.")
        }
      }
    }
  }

  /// A grant in force is not withdrawn by the way: whoever does names it.
  /// - Throws: `withdrawal-unnamed`.
  func requireNotice(_ set: PolicySet, withdraw named: [String]) async throws {
    let withdrawn = try await inForce()?.withdrawn(by: set, at: CurrentTime.micros) ?? []
    let unnamed = withdrawn.filter { !named.contains($0) }
    guard unnamed.isEmpty else {
      let list = unnamed.joined(separator: ",")
      throw HubError(
        "withdrawal-unnamed", "The set takes away grants that are in force: \(list).",
        remedy: "Negotiate it with their users first (Decree 809, article 27), then add: --withdraw \(list)")
    }
  }

  /// Nil where none counts yet, or none that this version reads: then publishing is what mends it.
  private func inForce() async throws -> PolicySet? {
    try await withDatabase(nil) { connection in
      guard try await livePolicy(on: connection) != nil else { return nil }
      do {
        return try await publishedPolicy(on: connection)
      } catch let error as HubError where error.code == "set-unreadable" {
        return nil
      }
    }
  }
}
