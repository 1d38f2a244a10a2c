import HubPolicy

/// The text format of Prometheus, version 0.0.4.
struct MetricsText {
  private(set) var text = ""

  mutating func family(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
    let list = labels.map { "\($0)=\"\($1)\"" }.joined(separator: ",")
    text += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
  }

  mutating func write(_ counts: Metrics.Counts) {
    family("govhub_requests_total", "counter", "Answers by route and status.")
    for (key, count) in counts.requests.sorted(by: {
      ($0.key.route.rawValue, $0.key.status) < ($1.key.route.rawValue, $1.key.status)
    }) {
      sample("govhub_requests_total", [("route", key.route.rawValue), ("status", "\(key.status)")], "\(count)")
    }
    family("govhub_verdicts_total", "counter", "Verdicts by entity and result.")
    for (key, count) in counts.verdicts.sorted(by: { ($0.key.entity, $0.key.result) < ($1.key.entity, $1.key.result) }) {
      sample("govhub_verdicts_total", [("entity", key.entity), ("result", key.result)], "\(count)")
    }
    write(counts.refusals, "govhub_refusals_total", "Refusals of known callers by code.")
    write(
      counts.refusalsBeforeAuthentication, "govhub_refusals_before_authentication_total", "Refusals of unknown callers by code.")
    family("govhub_break_glass_total", "counter", "Questions allowed by nothing but a stated emergency.")
    sample("govhub_break_glass_total", [], "\(counts.breakGlass)")
    family("govhub_policy_faults_total", "counter", "Records or rules that could not be judged, and were refused, by code.")
    for (code, count) in counts.faults.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      sample("govhub_policy_faults_total", [("code", code.rawValue)], "\(count)")
    }
    family("govhub_request_seconds", "histogram", "From the head of a request to its answer.")
    for (route, histogram) in counts.latency.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { write(histogram, route) }
  }

  private mutating func write(_ counts: [ProblemCode: Int], _ name: String, _ help: String) {
    family(name, "counter", help)
    for (code, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      sample(name, [("code", code.rawValue)], "\(count)")
    }
  }

  private mutating func write(_ histogram: LatencyHistogram, _ route: Route) {
    var total = 0
    for (index, count) in histogram.buckets.enumerated() {
      total += count
      let bound = index < LatencyHistogram.bounds.count ? "\(Double(LatencyHistogram.bounds[index]) / 1_000_000)" : "+Inf"
      sample("govhub_request_seconds_bucket", [("route", route.rawValue), ("le", bound)], "\(total)")
    }
    sample("govhub_request_seconds_sum", [("route", route.rawValue)], "\(Double(histogram.sum) / 1_000_000)")
    sample("govhub_request_seconds_count", [("route", route.rawValue)], "\(total)")
  }
}
