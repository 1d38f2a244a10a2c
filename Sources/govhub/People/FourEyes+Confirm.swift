import HubPolicy
import HubPostgres
import HubStore

extension FourEyes {
  /// Shows what is to be approved, and asks.
  func isConfirmed(_ proposal: PolicyProposal, on connection: PostgresConnection) async throws -> Bool {
    let last = try await hub.livePolicy(on: connection)
    Terminal.note("digest: \(name)\n\(Terminal.isChinese ? "提交人" : "author"): \(proposal.author)")
    for line in changes(since: last) { Terminal.note(line) }
    Terminal.note(Terminal.isChinese ? "批准请输入 yes：" : "Approve? Type yes:")
    return readLine() == "yes"
  }

  /// Files by what became of them, against the set that counts.
  func changes(since last: PublishedSet?) -> [String] {
    let before = Dictionary((last?.files ?? []).map { ($0.path, $0.text) }) { first, _ in first }
    let now = Dictionary(set.files.map { ($0.path, $0.text) }) { first, _ in first }
    return Set(before.keys).union(now.keys).sorted().compactMap { path in
      switch (before[path], now[path]) {
      case (nil, _): "+ \(path)"
      case (_, nil): "- \(path)"
      case (let old, let new): old == new ? nil : "~ \(path)"
      }
    }
  }
}
