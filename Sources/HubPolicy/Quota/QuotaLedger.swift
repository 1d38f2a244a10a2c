package import HubModel
import Synchronization

/// Keeps the quotas of roles within one process. Subjects are counted by fingerprint, so that spellings of one number are one.
package final class QuotaLedger: Sendable {
  package enum Limit: String, Sendable {
    case requestsPerMinute = "requests_per_minute"
    case distinctSubjectsPerDay = "distinct_subjects_per_day"
    case wrongPerSubjectPerDay = "wrong_per_subject_per_day"
  }

  package enum Verdict: Sendable, Equatable {
    case admitted
    /// Which limit, and after how many seconds another try makes sense.
    case refused(Limit, retryAfter: Int)
  }

  private struct Holder: Hashable {
    var client: String
    var role: String
  }

  private struct Guess: Hashable {
    var role: String
    var subject: Subject
  }

  private struct Account {
    var minute = SlidingMinute()
    var subjects: Set<Subject> = []
  }

  private struct State {
    /// Civil day of Asia/Shanghai.
    var day: Int64 = .min
    var accounts: [Holder: Account] = [:]
    var wrong: [Guess: Int] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Counts one question; each item of a batch is one. What is refused counts nowhere: all roles are asked before one counts.
  ///
  /// - Parameters:
  ///   - roles: those that the question counts in, each once.
  ///   - subject: nil where the question names none, for example a search by name.
  ///   - time: µs since 1970.
  func admit(_ roles: some Collection<LimitedRole> & Sendable, client: String, subject: Subject?, time: Int64) -> Verdict {
    state.withLock { state in
      QuotaLedger.turn(&state, to: time)
      for role in roles {
        if let refusal = QuotaLedger.refusal(&state, role, client, subject, time) { return refusal }
      }
      for role in roles { QuotaLedger.count(&state, role, client, subject) }
      return .admitted
    }
  }

  /// To be asked before an answer is told; a wrong one counts. Refused once as many wrong ones were told as may be, also in the
  /// same batch or by requests that were admitted at the same time.
  func tell(wrong isWrong: Bool, _ roles: some Collection<LimitedRole> & Sendable, subject: Subject, time: Int64) -> Verdict {
    guard roles.contains(where: { $0.quota.wrongPerSubjectPerDay != nil }) else { return .admitted }
    return state.withLock { state in
      QuotaLedger.turn(&state, to: time)
      for role in roles where QuotaLedger.isGuessedOut(state, role, subject) {
        return .refused(.wrongPerSubjectPerDay, retryAfter: QuotaLedger.secondsLeft(at: time))
      }
      guard isWrong else { return .admitted }
      for role in roles where role.quota.wrongPerSubjectPerDay != nil {
        state.wrong[Guess(role: role.name, subject: subject), default: 0] += 1
      }
      return .admitted
    }
  }

  private static func isGuessedOut(_ state: State, _ role: LimitedRole, _ subject: Subject) -> Bool {
    guard let limit = role.quota.wrongPerSubjectPerDay else { return false }
    return state.wrong[Guess(role: role.name, subject: subject), default: 0] >= limit
  }

  private static func refusal(
    _ state: inout State, _ role: LimitedRole, _ client: String, _ subject: Subject?, _ time: Int64
  ) -> Verdict? {
    if let subject, isGuessedOut(state, role, subject) {
      return .refused(.wrongPerSubjectPerDay, retryAfter: secondsLeft(at: time))
    }
    return refusal(&state.accounts[Holder(client: client, role: role.name), default: Account()], role.quota, subject, time)
  }

  private static func refusal(_ account: inout Account, _ quota: Quota, _ subject: Subject?, _ time: Int64) -> Verdict? {
    account.minute.advance(to: time / 1_000_000)
    if let limit = quota.requestsPerMinute, account.minute.isFull(limit: limit) {
      return .refused(.requestsPerMinute, retryAfter: account.minute.secondsUntilRoom)
    }
    guard let limit = quota.distinctSubjectsPerDay, let subject, !account.subjects.contains(subject) else { return nil }
    return account.subjects.count < limit ? nil : .refused(.distinctSubjectsPerDay, retryAfter: secondsLeft(at: time))
  }

  private static func count(_ state: inout State, _ role: LimitedRole, _ client: String, _ subject: Subject?) {
    let holder = Holder(client: client, role: role.name)
    if let subject, role.quota.distinctSubjectsPerDay != nil { state.accounts[holder]?.subjects.insert(subject) }
    state.accounts[holder]?.minute.count()
  }

  /// A clock that goes back does not give a new day.
  private static func turn(_ state: inout State, to time: Int64) {
    let day = CivilDay.number(of: time)
    guard day > state.day else { return }
    state.day = day
    state.wrong.removeAll(keepingCapacity: true)
    for key in state.accounts.keys { state.accounts[key]?.subjects.removeAll() }
  }

  private static func secondsLeft(at time: Int64) -> Int {
    let end = CivilDay.endOfDay(holding: time)
    return Int((end - time) / 1_000_000) + 1
  }
}
