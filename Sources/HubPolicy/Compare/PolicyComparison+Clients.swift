extension PolicyComparison {
  /// Clients that come, go, are suspended, or sign in otherwise.
  var clientFacts: [PolicyDifference] {
    PolicyComparison.pairs(old.clients, new.clients, \.id).flatMap { facts(of: $0.old, $0.new) }
  }

  private func facts(of before: Client?, _ after: Client?) -> [PolicyDifference] {
    if let before, let after { return facts(before, after) }
    if let after { return [arrival(after)] }
    guard let id = before?.id else { return [] }
    let zh = "客户端 \(id) 被删除，不能再登录"
    return [PolicyDifference(direction: .less, zh: zh, en: "client \(id) is taken out and can no longer sign in")]
  }

  private func arrival(_ client: Client) -> PolicyDifference {
    let roles = client.roles.joined(separator: ", ")
    let isActive = client.status == .active
    return PolicyDifference(
      direction: .more, zh: "新客户端 \(client.id)，角色 \(roles)\(isActive ? "" : "（暂停）")",
      en: "client \(client.id) is new, with the roles \(roles)\(isActive ? "" : " (suspended)")")
  }

  private func facts(_ before: Client, _ after: Client) -> [PolicyDifference] {
    let id = after.id
    let networks = (old: before.networks.map(\.description), new: after.networks.map(\.description))
    let keys = (old: before.keys.map(\.words), new: after.keys.map(\.words))
    return status(before, after)
      + PolicyComparison.lists("客户端 \(id) 的角色", "client \(id): roles", before.roles, after.roles, ("无", "none"))
      + PolicyComparison.lists("客户端 \(id) 的来源网络", "client \(id): networks", networks.old, networks.new, ("不限", "any"))
      + PolicyComparison.lists("客户端 \(id) 的密钥", "client \(id): keys", keys.old, keys.new, ("无", "none"))
      + exchanged(before, after)
  }

  private func status(_ before: Client, _ after: Client) -> [PolicyDifference] {
    guard before.status != after.status else { return [] }
    let id = after.id
    guard after.status == .suspended else {
      return [PolicyDifference(direction: .more, zh: "客户端 \(id) 恢复启用", en: "client \(id) is active again")]
    }
    let zh = "客户端 \(id) 被暂停，一切请求被拒绝"
    return [PolicyDifference(direction: .less, zh: zh, en: "client \(id) is suspended: every request is refused")]
  }

  /// Another key under the same id.
  private func exchanged(_ before: Client, _ after: Client) -> [PolicyDifference] {
    let other = after.keys.filter { key in before.keys.contains { $0.id == key.id && $0.publicPEM != key.publicPEM } }
    return other.map { key in
      PolicyDifference(
        direction: .changed, zh: "客户端 \(after.id) 的密钥 \(key.id) 换成了另一把", en: "client \(after.id): \(key.id) is another key now")
    }
  }
}

extension PolicyComparison {
  static func lists(
    _ zh: String, _ en: String, _ before: [String], _ after: [String], _ none: (zh: String, en: String)
  ) -> [PolicyDifference] {
    guard before != after else { return [] }
    func words(_ list: [String], _ none: String) -> String { list.isEmpty ? none : list.joined(separator: ", ") }
    return [
      PolicyDifference(
        direction: .changed, zh: "\(zh)：\(words(before, none.zh)) → \(words(after, none.zh))",
        en: "\(en) \(words(before, none.en)) → \(words(after, none.en))")
    ]
  }
}

extension ClientKey {
  fileprivate var words: String { "\(id) (\(algorithm.rawValue)\(notAfter.map { ", ≤ \($0.text)" } ?? ""))" }
}
