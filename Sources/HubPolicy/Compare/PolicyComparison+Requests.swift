extension PolicyComparison {
  /// What rights rest on, and the calendar that the time to answer is counted by.
  var requestFacts: [PolicyDifference] {
    let requests = PolicyComparison.pairs(old.requests, new.requests, \.id).compactMap { id, before, after -> PolicyDifference? in
      fact(id, before, after)
    }
    let clients = PolicyComparison.pairs(old.clients, new.clients, \.id).flatMap { id, before, after -> [PolicyDifference] in
      before == nil || after == nil ? [] : grounds("客户端 \(id)", "client \(id)", before?.request, after?.request)
    }
    return requests + clients + grantGrounds + calendarFacts
  }

  private func fact(_ id: String, _ before: SharingRequest?, _ after: SharingRequest?) -> PolicyDifference? {
    guard before != after else { return nil }
    guard after != nil else { return PolicyDifference(direction: .changed, zh: "申请 \(id) 被删除", en: "request \(id) is taken out") }
    guard before != nil else { return PolicyDifference(direction: .changed, zh: "新申请 \(id)", en: "request \(id) is new") }
    return PolicyDifference(direction: .changed, zh: "申请 \(id) 的内容已改", en: "request \(id) asks for something else now")
  }

  /// Grants of the same name on another request.
  private var grantGrounds: [PolicyDifference] {
    PolicyComparison.pairs(old.roles, new.roles, \.name).flatMap { role, before, after -> [PolicyDifference] in
      PolicyComparison.pairs(before?.grants ?? [], after?.grants ?? [], \.id).flatMap { id, old, new -> [PolicyDifference] in
        old == nil || new == nil ? [] : grounds("授权 \(role)/\(id)", "grant \(role)/\(id)", old?.request, new?.request)
      }
    }
  }

  private func grounds(_ zh: String, _ en: String, _ before: String?, _ after: String?) -> [PolicyDifference] {
    PolicyComparison.lists(
      "\(zh) 所依据的申请", "\(en): rests on request", before.map { [$0] } ?? [], after.map { [$0] } ?? [], ("无", "none"))
  }

  private var calendarFacts: [PolicyDifference] {
    guard old.calendar != new.calendar else { return [] }
    return [
      PolicyDifference(
        direction: .changed, zh: "工作日历已改，答复期限重新计算", en: "the calendar of working days is another: what is due is counted anew")
    ]
  }
}
