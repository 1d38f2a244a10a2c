import HubModel
import HubPolicy
import HubPostgres
import HubStore

extension RequestDesk {
  /// Does one thing with a request: on the record of what people do first, then as an act of the request.
  ///
  /// - Returns: where it stands then.
  @discardableResult
  func take(_ act: RequestAct, _ id: String, reason: String? = nil) async throws -> RequestStanding {
    let now = CurrentTime.micros
    let day = CivilDay(holding: now)
    let before = try await hub.withDatabase(nil) { try await history(id, on: $0) }
    let (next, unit) = try standing(act, id, before, day)
    try await hub.record(act.recorded, [id])
    let row = AccessRequestAct(
      request: id, act: act.rawValue, person: Person.current, at: now,
      digest: act == .filed ? digest(of: id) : before?.digest ?? [], share: next.share.rawValue, reason: reason,
      due: next.due?.text)
    try await hub.withDatabase(nil) { connection in
      try await row.append(after: before?.acts.last?.number, unit: unit, on: connection)
    }
    return next
  }

  /// Where the act leads, and for filing who asks.
  private func standing(
    _ act: RequestAct, _ id: String, _ before: RequestHistory?, _ day: CivilDay
  ) throws(HubError) -> (RequestStanding, unit: (name: String, code: String)?) {
    guard act != .filed else {
      let request = try request(id)
      let share = try sharing(of: request)
      var standing = before?.standing ?? RequestStanding(filed: day, share, set.calendar)
      if before != nil { try standing.take(.filed, by: Person.current, on: day, share: share, set.calendar) }
      return (standing, (name: request.unit.name, code: request.unit.code))
    }
    guard let before else {
      throw HubError("request-not-filed", "The request \(id) was not filed.", remedy: "Run `govhub request file \(id)`.")
    }
    if act.isAboutText { try requireUnchanged(before) }
    var standing = before.standing
    try standing.take(act, by: Person.current, on: day, set.calendar)
    return (standing, nil)
  }

  /// What was checked and approved is the text that was filed.
  private func requireUnchanged(_ history: RequestHistory) throws(HubError) {
    _ = try sharing(of: try request(history.id))
    guard digest(of: history.id) == history.digest else {
      throw HubError(
        "request-changed", "The file of \(history.id) is not the one that was filed.",
        remedy: "File it again, or take the change back.")
    }
  }

  /// Takes the rights of every client that rests on the request away at once.
  /// - Returns: the clients.
  func cutOff(_ id: String, reason: String) async throws -> [String] {
    try await hub.withDatabase(nil) { connection in
      guard try await hub.livePolicy(on: connection) != nil else { return [] }
      let clients = try await hub.publishedPolicy(on: connection).clients(restingOn: id).map(\.id)
      try await hub.record(.suspendClient, clients)
      for client in clients {
        try await Revocation.revoke(.client, client, reason: reason, by: Person.current, on: connection)
      }
      return clients
    }
  }
}

extension RequestAct {
  /// Holds only for the text that was filed.
  fileprivate var isAboutText: Bool {
    switch self {
    case .checked, .approvedByRequester, .approvedByProvider, .granted: true
    case .filed, .refused, .extended, .suspended, .resumed, .ended: false
    }
  }

  fileprivate var recorded: AdministrativeAct.Action {
    switch self {
    case .filed: .fileRequest
    case .checked: .checkRequest
    case .approvedByRequester, .approvedByProvider: .approveRequest
    case .refused: .refuseRequest
    case .extended: .extendRequest
    case .granted: .grantRequest
    case .suspended: .suspendRequest
    case .resumed: .resumeRequest
    case .ended: .endRequest
    }
  }
}
