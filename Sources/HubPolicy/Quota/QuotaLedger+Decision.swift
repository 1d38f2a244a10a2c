package import HubModel

/// A question counts in every role that may come to decide it, and that is more than one while the record is unread: a limit
/// that only some records were counted by would tell, once it is met, that there is such a record.
extension QuotaLedger {
  package func admit(_ decision: Decision, client: String, subject: Subject?, time: Int64) -> Verdict {
    verdict(decision) { role, quota in
      admit(client: client, role: role, quota: quota, subject: subject, time: time)
    }
  }

  package func tell(wrong isWrong: Bool, _ decision: Decision, subject: Subject, time: Int64) -> Verdict {
    verdict(decision) { role, quota in tell(wrong: isWrong, role: role, quota: quota, subject: subject, time: time) }
  }

  /// The first that refuses.
  private func verdict(_ decision: Decision, _ count: (_ role: String, _ quota: Quota) -> Verdict) -> Verdict {
    guard let candidates = decision.candidates else {
      guard let grant = decision.grant, let quota = grant.quota else { return .admitted }
      return count(grant.role, quota)
    }
    var counted: [String] = []
    for grant in candidates where !counted.contains(grant.role) {
      counted.append(grant.role)
      guard let quota = grant.quota else { continue }
      let verdict = count(grant.role, quota)
      if verdict != .admitted { return verdict }
    }
    return .admitted
  }
}
