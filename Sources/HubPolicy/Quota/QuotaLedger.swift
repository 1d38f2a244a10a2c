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

  /// Counts one question; each item of a batch is one. What is refused counts nowhere.
  ///
  /// - Parameters:
  ///   - subject: nil where the question names none, for example a search by name.
  ///   - time: µs since 1970.
  package func admit(client: String, role: String, quota: Quota, subject: Subject?, time: Int64) -> Verdict {
    state.withLock { state in
      QuotaLedger.turn(&state, to: time)
      if let limit = quota.wrongPerSubjectPerDay, let subject, state.wrong[Guess(role: role, subject: subject), default: 0] >= limit
      {
        return .refused(.wrongPerSubjectPerDay, retryAfter: QuotaLedger.secondsLeft(at: time))
      }
      return QuotaLedger.count(&state.accounts[Holder(client: client, role: role), default: Account()], quota, subject, time)
    }
  }

  /// To be asked before an answer is told; a wrong one counts. Refused once as many wrong ones were told as may be, also in the
  /// same batch or by requests that were admitted at the same time.
  package func tell(wrong isWrong: Bool, role: String, quota: Quota, subject: Subject, time: Int64) -> Verdict {
    guard let limit = quota.wrongPerSubjectPerDay else { return .admitted }
    return state.withLock { state in
      QuotaLedger.turn(&state, to: time)
      let guess = Guess(role: role, subject: subject)
      let told = state.wrong[guess, default: 0]
      guard told < limit else { return .refused(.wrongPerSubjectPerDay, retryAfter: QuotaLedger.secondsLeft(at: time)) }
      if isWrong { state.wrong[guess] = told + 1 }
      return .admitted
    }
  }

  private static func count(_ account: inout Account, _ quota: Quota, _ subject: Subject?, _ time: Int64) -> Verdict {
    account.minute.advance(to: time / 1_000_000)
    if let limit = quota.requestsPerMinute, account.minute.isFull(limit: limit) {
      return .refused(.requestsPerMinute, retryAfter: account.minute.secondsUntilRoom)
    }
    if let limit = quota.distinctSubjectsPerDay, let subject, !account.subjects.contains(subject) {
      guard account.subjects.count < limit else { return .refused(.distinctSubjectsPerDay, retryAfter: secondsLeft(at: time)) }
      account.subjects.insert(subject)
    }
    account.minute.count()
    return .admitted
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
