import HubModel
import Testing

@testable import HubPolicy

@Suite("The life of a request")
struct RequestStandingTests {
  private let calendar: WorkingCalendar
  private let friday: CivilDay

  init() throws {
    calendar = try WorkingCalendarTests.calendar()
    friday = try #require(CivilDay("2026-02-13"))
  }

  private func filed(_ share: SharingClass = .conditional) -> RequestStanding {
    RequestStanding(filed: friday, share, calendar)
  }

  private func code(_ standing: RequestStanding, _ act: RequestAct, by person: String = "zhang") -> HubError.Code? {
    var standing = standing
    do throws(HubError) {
      try standing.take(act, by: person, on: friday, calendar)
      return nil
    } catch {
      return error.code
    }
  }

  @Test("Answered in 1 working day or in 10, put off by 10 once, shared within 20 of the consent")
  func clocks() throws {
    #expect(filed(.unconditional).due?.text == "2026-02-14", "a Saturday that is worked")
    var standing = filed()
    #expect(standing.due?.text == "2026-03-05")
    #expect(code(filed(.unconditional), .extended) == "request-not-extendable")
    let refusal = #expect(throws: HubError.self) {
      var none = filed(.notShared)
      try none.take(.extended, by: "li", on: friday, calendar)
    }
    #expect(refusal?.message == "The answer about data that is not shared cannot be put off.")
    try standing.take(.extended, by: "li", on: friday, calendar)
    #expect(standing.due?.text == "2026-03-19")
    #expect(code(standing, .extended) == "request-extended-already")
    try standing.take(.checked, by: "li", on: friday, calendar)
    try standing.take(.approvedByRequester, by: "zhang", on: friday, calendar)
    #expect(standing.due?.text == "2026-03-19")
    try standing.take(.approvedByProvider, by: "li", on: friday, calendar)
    #expect(standing.state == .consented)
    #expect(standing.due?.text == "2026-03-19", "20 working days from 13 February")
    try standing.take(.granted, by: "li", on: friday, calendar)
    #expect(standing.due == nil && standing.state == .granted)
  }

  @Test("Nobody approves for both sides, nobody approves twice, and nothing is approved unchecked")
  func fourEyes() throws {
    var standing = filed()
    #expect(code(standing, .approvedByProvider) == "request-not-checked")
    try standing.take(.checked, by: "li", on: friday, calendar)
    try standing.take(.approvedByProvider, by: "zhang", on: friday, calendar)
    #expect(code(standing, .approvedByRequester) == "four-eyes")
    #expect(code(standing, .approvedByProvider, by: "li") == "request-approved-already")
    #expect(standing.state == .filed)
  }

  @Test("A request that is filed again begins anew")
  func again() throws {
    var standing = filed()
    try standing.take(.checked, by: "li", on: friday, calendar)
    try standing.take(.approvedByRequester, by: "zhang", on: friday, calendar)
    try standing.take(.filed, by: "zhang", on: try #require(CivilDay("2026-03-02")), share: .unconditional, calendar)
    #expect(standing.requester == nil && !standing.isChecked)
    #expect(standing.due?.text == "2026-03-03")
  }

  @Test("What does not fit the state is refused")
  func states() throws {
    for act in [RequestAct.granted, .suspended, .resumed] { #expect(code(filed(), act) == "request-state") }
    var refused = filed()
    try refused.take(.refused, by: "li", on: friday, calendar)
    for act in RequestAct.allCases { #expect(code(refused, act) == "request-state", "\(act)") }
    #expect(!refused.isOverdue(on: try #require(CivilDay("2030-01-01"))))
  }

  @Test("Overdue is the day after the last")
  func overdue() throws {
    let standing = filed(.unconditional)
    #expect(!standing.isOverdue(on: try #require(CivilDay("2026-02-14"))))
    #expect(standing.isOverdue(on: try #require(CivilDay("2026-02-15"))))
  }
}
