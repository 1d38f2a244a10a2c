package import HubModel

/// What is done with a request; each is a row that is never changed.
package enum RequestAct: String, Sendable, CaseIterable {
  case filed, checked
  case approvedByRequester = "approved-by-requester"
  case approvedByProvider = "approved-by-provider"
  case refused, extended, granted, suspended, resumed, ended

  package var zh: String {
    switch self {
    case .filed: "提交"
    case .checked: "核对"
    case .approvedByRequester: "申请方同意"
    case .approvedByProvider: "提供方同意"
    case .refused: "不予共享"
    case .extended: "延期答复"
    case .granted: "授权"
    case .suspended: "暂停"
    case .resumed: "恢复"
    case .ended: "终止"
    }
  }
}

/// Where a request stands: a pure function of its acts.
package struct RequestStanding: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable { case filed, consented, refused, granted, suspended, ended }

  package private(set) var state = State.filed
  package private(set) var share: SharingClass
  package private(set) var isChecked = false
  package private(set) var isExtended = false
  /// Who approved on either side.
  package private(set) var requester: String?
  package private(set) var provider: String?
  /// The day from which the clock runs, and the last day in time; nil where nothing is due.
  package private(set) var since: CivilDay?
  package private(set) var due: CivilDay?

  /// The request filed for the first time.
  package init(filed day: CivilDay, _ share: SharingClass, _ calendar: WorkingCalendar) {
    self.share = share
    since = day
    due = calendar.day(share.answerDays, workingDaysAfter: day)
  }

  /// - Parameter share: what the data was found to be; of `filed` alone.
  /// - Throws: `request-not-<state>` and the like, where the act does not fit; nothing is changed then.
  package mutating func take(
    _ act: RequestAct, by person: String, on day: CivilDay, share: SharingClass? = nil, _ calendar: WorkingCalendar
  ) throws(HubError) {
    try requireState(for: act)
    switch act {
    case .filed: self = RequestStanding(filed: day, share ?? self.share, calendar)
    case .checked: isChecked = true
    case .approvedByRequester, .approvedByProvider: try approve(act, person, day, calendar)
    case .extended: try extend(calendar)
    case .granted: become(.granted)
    case .refused: become(.refused)
    case .suspended: become(.suspended)
    case .resumed: become(.granted)
    case .ended: become(.ended)
    }
  }

  package func isOverdue(on day: CivilDay) -> Bool { due.map { $0 < day } ?? false }

  private mutating func become(_ state: State) {
    self.state = state
    since = nil
    due = nil
  }

  /// Two persons: nobody consents for both sides.
  private mutating func approve(
    _ act: RequestAct, _ person: String, _ day: CivilDay, _ calendar: WorkingCalendar
  ) throws(HubError) {
    guard isChecked else {
      throw HubError("request-not-checked", "The request was not checked yet.", remedy: "Run `govhub request check ID`.")
    }
    let isRequester = act == .approvedByRequester
    guard (isRequester ? requester : provider) == nil else {
      throw HubError("request-approved-already", "This side has approved already.")
    }
    guard (isRequester ? provider : requester) != person else {
      throw HubError(
        "four-eyes", "The same person approved for the other side.", remedy: "Somebody of the other unit has to approve.")
    }
    if isRequester { requester = person } else { provider = person }
    guard requester != nil, provider != nil else { return }
    state = .consented
    since = day
    due = calendar.day(SharingClass.shareDays, workingDaysAfter: day)
  }

  private mutating func extend(_ calendar: WorkingCalendar) throws(HubError) {
    guard share.extensionDays > 0 else {
      throw HubError("request-not-extendable", "The answer about data that is \(share.en) cannot be put off.")
    }
    guard !isExtended, let due else {
      throw HubError("request-extended-already", "The answer was put off once already.")
    }
    isExtended = true
    self.due = calendar.day(share.extensionDays, workingDaysAfter: due)
  }

  private func requireState(for act: RequestAct) throws(HubError) {
    let states: Set<State> =
      switch act {
      case .filed, .checked, .approvedByRequester, .approvedByProvider, .refused, .extended: [.filed]
      case .granted: [.consented]
      case .suspended: [.granted]
      case .resumed: [.suspended]
      case .ended: [.filed, .consented, .granted, .suspended]
      }
    guard states.contains(state) else {
      throw HubError(
        "request-state", "The request is \(state.rawValue): \(act.rawValue) does not fit.",
        remedy: "See `govhub request show ID`.")
    }
  }
}
