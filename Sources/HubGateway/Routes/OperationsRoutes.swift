import HubModel
import HubStore
import Hummingbird

/// `/healthz`, `/readyz` and `/metrics`: for whoever runs the gateway.
struct Operations: Sendable {
  let store: any VerificationStore
  let audit: AuditDesk
  let metrics: Metrics
  let stateLimit: Duration
  let hasPolicy: @Sendable () -> Bool
  let refusedPolicies: @Sendable () -> Int
  let runs = RunReports()

  /// Red while audit cannot be written or revocations cannot be looked for.
  func health() -> Response { report(Array(checks.prefix(2))) }
  func readiness() -> Response { report(checks) }

  private var checks: [(name: StaticString, isGood: Bool)] {
    [("audit", audit.isHealthy), ("state", ContinuousClock.now - store.state.refreshedAt <= stateLimit), ("policy", hasPolicy())]
  }

  private func report(_ checks: [(name: StaticString, isGood: Bool)]) -> Response {
    let isGood = checks.allSatisfy(\.isGood)
    var json = JSONWriter(capacity: 128)
    json.beginObject()
    json.member("status", isGood ? "green" : "red")
    for check in checks { json.member(check.name, check.isGood ? "green" : "red") }
    json.member("auditReason", audit.reason)
    json.endObject()
    return Response(
      status: isGood ? .ok : .serviceUnavailable, headers: AnswerHeaders.answer(chinese: false),
      body: .init(byteBuffer: ByteBuffer(bytes: json.bytes)))
  }

  func metricsText() async -> Response {
    var text = MetricsText()
    text.write(metrics.snapshot)
    let state = store.state
    let age = Double((ContinuousClock.now - state.refreshedAt).nanoseconds) / 1e9
    text.family("govhub_state_age_seconds", "gauge", "Age of the view of policies and revocations.")
    text.sample("govhub_state_age_seconds", [], "\(age)")
    text.family("govhub_audit_writable", "gauge", "1 while audit entries can be written.")
    text.sample("govhub_audit_writable", [], audit.isHealthy ? "1" : "0")
    let refused = "govhub_policy_sets_refused_total"
    text.family(refused, "counter", "Published policy sets that were not taken: their signatures do not count.")
    text.sample(refused, [], "\(refusedPolicies())")
    text.write(state.datasets)
    text.write(await runs.current(store))
    if let overdue = runs.overdueRequests {
      text.family("govhub_access_requests_overdue", "gauge", "Requests for data whose answer or sharing is late.")
      text.sample("govhub_access_requests_overdue", [], "\(overdue)")
    }
    return Response(status: .ok, headers: AnswerHeaders.plain, body: .init(byteBuffer: ByteBuffer(string: text.text)))
  }
}
