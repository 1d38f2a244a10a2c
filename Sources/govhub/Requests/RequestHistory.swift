import HubModel
import HubPolicy
import HubStore

/// One request as its acts tell it.
struct RequestHistory: Sendable {
  let id: String
  /// At least one, in their order.
  let acts: [AccessRequestAct]
  let standing: RequestStanding

  /// Nil without acts. Throws `request-history-broken` where they do not follow from each other: rows were made by hand.
  init?(_ acts: [AccessRequestAct], _ calendar: WorkingCalendar) throws(HubError) {
    guard let first = acts.first else { return nil }
    guard first.act == RequestAct.filed.rawValue, let share = SharingClass(rawValue: first.share) else {
      throw Self.broken(first.request)
    }
    var standing = RequestStanding(filed: CivilDay(holding: first.at), share, calendar)
    for act in acts.dropFirst() {
      guard let word = RequestAct(rawValue: act.act), let share = SharingClass(rawValue: act.share) else {
        throw Self.broken(act.request)
      }
      do throws(HubError) {
        try standing.take(word, by: act.person, on: CivilDay(holding: act.at), share: share, calendar)
      } catch {
        throw Self.broken(act.request)
      }
    }
    id = first.request
    self.acts = acts
    self.standing = standing
  }

  /// SM3 of the file as it was filed last: what checks and approvals are about.
  var digest: [UInt8] { acts.last { $0.act == RequestAct.filed.rawValue }?.digest ?? [] }

  var filedOn: CivilDay { CivilDay(holding: acts.last { $0.act == RequestAct.filed.rawValue }?.at ?? 0) }

  private static func broken(_ id: String) -> HubError {
    HubError("request-history-broken", "The acts of the request \(id) do not follow from each other.", remedy: "See the audit.")
  }
}
