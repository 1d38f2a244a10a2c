import HubModel
import Testing

@testable import HubPolicy

extension QuotaLedger {
  /// In one role.
  fileprivate func admit(client: String, role: String, quota: Quota, subject: Subject?, time: Int64) -> Verdict {
    admit([LimitedRole(name: role, quota: quota)], client: client, subject: subject, time: time)
  }

  fileprivate func tell(wrong: Bool, role: String, quota: Quota, subject: Subject, time: Int64) -> Verdict {
    tell(wrong: wrong, [LimitedRole(name: role, quota: quota)], subject: subject, time: time)
  }
}

@Suite("Quotas")
struct QuotaTests {
  private func subject(_ number: UInt64) -> Subject { Subject(Fingerprint(high: number, low: 0)) }

  @Test("In no minute more than the limit is admitted, at whatever moment one looks")
  func slidingMinute() {
    let ledger = QuotaLedger()
    let quota = Quota(requestsPerMinute: 100)
    var admitted: [Int64] = []
    var random = SystemRandomNumberGenerator()
    var time = SampleSet.now
    for _ in 0..<5000 {
      time += Int64.random(in: 0...(Bool.random() ? 10_000 : 2_000_000), using: &random)
      if ledger.admit(client: "a", role: "r", quota: quota, subject: nil, time: time) == .admitted { admitted.append(time) }
    }
    for (index, start) in admitted.enumerated() where index + 100 < admitted.count {
      #expect(admitted[index + 100] - start >= 60_000_000)
    }
    #expect(admitted.count > 1000)
  }

  @Test("A refusal says when to try again, and that try is admitted")
  func retryAfter() {
    let ledger = QuotaLedger()
    let quota = Quota(requestsPerMinute: 2)
    for second: Int64 in [0, 10] {
      #expect(
        ledger.admit(client: "a", role: "r", quota: quota, subject: nil, time: SampleSet.now + second * 1_000_000) == .admitted)
    }
    let refused = ledger.admit(client: "a", role: "r", quota: quota, subject: nil, time: SampleSet.now + 20_000_000)
    #expect(refused == .refused(.requestsPerMinute, retryAfter: 41))
    #expect(ledger.admit(client: "a", role: "r", quota: quota, subject: nil, time: SampleSet.now + 61_000_000) == .admitted)
    #expect(ledger.admit(client: "b", role: "r", quota: quota, subject: nil, time: SampleSet.now) == .admitted)
  }

  @Test("Attacks 25 and 26: subjects are counted once whatever the spelling, until the day ends in Shanghai")
  func distinctSubjects() throws {
    let ledger = QuotaLedger()
    let quota = Quota(distinctSubjectsPerDay: 2)
    func admit(_ number: UInt64, _ time: Int64 = SampleSet.now) -> QuotaLedger.Verdict {
      ledger.admit(client: "a", role: "r", quota: quota, subject: subject(number), time: time)
    }
    for number: UInt64 in [1, 1, 2, 1, 2] { #expect(admit(number) == .admitted) }
    #expect(admit(3) == .refused(.distinctSubjectsPerDay, retryAfter: 43_201))
    #expect(admit(2) == .admitted)
    let tomorrow = try #require(CivilDay("2026-11-26")).start
    #expect(admit(3, tomorrow - 1) != .admitted)
    #expect(admit(3, tomorrow) == .admitted)
    #expect(admit(4, SampleSet.now) == .admitted)
    #expect(admit(5, SampleSet.now) != .admitted, "a clock that goes back gives no new day")
  }

  @Test("Wrong guesses about one subject are counted over all clients of the role")
  func wrongGuesses() {
    let ledger = QuotaLedger()
    let quota = Quota(wrongPerSubjectPerDay: 5)
    var told = 0
    for attempt in 0..<1000 {
      let client = "client-\(attempt % 20)"
      guard ledger.admit(client: client, role: "r", quota: quota, subject: subject(1), time: SampleSet.now) == .admitted,
        ledger.tell(wrong: true, role: "r", quota: quota, subject: subject(1), time: SampleSet.now) == .admitted
      else { continue }
      told += 1
    }
    #expect(told == 5)
    #expect(ledger.admit(client: "x", role: "r", quota: quota, subject: subject(2), time: SampleSet.now) == .admitted)
    #expect(ledger.admit(client: "x", role: "other", quota: quota, subject: subject(1), time: SampleSet.now) == .admitted)
  }

  @Test("Attack 25: of guesses admitted at once no more wrong ones are told than the limit, and after them no right one")
  func guessesAtOnce() {
    let ledger = QuotaLedger()
    let quota = Quota(wrongPerSubjectPerDay: 5)
    func tell(wrong: Bool) -> QuotaLedger.Verdict {
      ledger.tell(wrong: wrong, role: "r", quota: quota, subject: subject(1), time: SampleSet.now)
    }
    for attempt in 0..<100 {
      let verdict = ledger.admit(client: "\(attempt)", role: "r", quota: quota, subject: subject(1), time: SampleSet.now)
      #expect(verdict == .admitted)
    }
    #expect(tell(wrong: false) == .admitted, "right ones do not count")
    let told = (0..<100).count { _ in tell(wrong: true) == .admitted }
    #expect(told == 5)
    #expect(tell(wrong: false) == .refused(.wrongPerSubjectPerDay, retryAfter: 43_201))
  }

  @Test("What one role refuses counts in none of the others")
  func severalRoles() {
    let ledger = QuotaLedger()
    let roles = [
      LimitedRole(name: "wide", quota: Quota(requestsPerMinute: 2, wrongPerSubjectPerDay: 2)),
      LimitedRole(name: "narrow", quota: Quota(distinctSubjectsPerDay: 1, wrongPerSubjectPerDay: 1)),
    ]
    func admit(_ roles: ArraySlice<LimitedRole>, _ number: UInt64) -> QuotaLedger.Verdict {
      ledger.admit(roles, client: "a", subject: subject(number), time: SampleSet.now)
    }
    func tell(_ roles: ArraySlice<LimitedRole>) -> QuotaLedger.Verdict {
      ledger.tell(wrong: true, roles, subject: subject(1), time: SampleSet.now)
    }
    #expect(admit(roles[...], 1) == .admitted)
    for _ in 0..<5 { #expect(admit(roles[...], 2) == .refused(.distinctSubjectsPerDay, retryAfter: 43_201)) }
    #expect(admit(roles[..<1], 2) == .admitted, "the wide role counted one question, not six")
    #expect(admit(roles[..<1], 2) != .admitted)
    #expect(tell(roles[...]) == .admitted)
    for _ in 0..<5 { #expect(tell(roles[...]) != .admitted) }
    #expect(tell(roles[..<1]) == .admitted)
    #expect(tell(roles[..<1]) != .admitted)
  }

  @Test("Counting is exact under concurrency")
  func concurrency() async {
    let ledger = QuotaLedger()
    let quota = Quota(requestsPerMinute: 500)
    let admitted = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<200).count { _ in ledger.admit(client: "a", role: "r", quota: quota, subject: nil, time: SampleSet.now) == .admitted
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(admitted == 500)
  }
}
