extension PolicyComparison {
  /// People who come, go, do something else, or sign with other keys.
  var peopleFacts: [PolicyDifference] {
    PolicyComparison.pairs(old.people, new.people, \.id).flatMap { id, before, after -> [PolicyDifference] in
      if let before, let after { return facts(before, after) }
      guard let after else {
        return [PolicyDifference(direction: .less, zh: "人员 \(id) 被删除", en: "person \(id) is taken out")]
      }
      let words = "\(after.role.rawValue), \(after.status.rawValue)"
      return [PolicyDifference(direction: .more, zh: "新人员 \(id)：\(words)", en: "person \(id) is new: \(words)")]
    }
  }

  private func facts(_ before: RegisteredPerson, _ after: RegisteredPerson) -> [PolicyDifference] {
    let id = after.id
    let (roles, states) = ([before, after].map(\.role.rawValue), [before, after].map(\.status.rawValue))
    return PolicyComparison.lists("人员 \(id) 的角色", "person \(id): role", [roles[0]], [roles[1]], ("-", "-"))
      + PolicyComparison.lists("人员 \(id) 的状态", "person \(id): status", [states[0]], [states[1]], ("-", "-"))
      + newKeys(before, after) + lostKeys(before, after) + keptKeys(before, after)
  }

  private func newKeys(_ before: RegisteredPerson, _ after: RegisteredPerson) -> [PolicyDifference] {
    after.keys.filter { before.same($0) == nil }.map { key in
      PolicyDifference(
        direction: .more, zh: "人员 \(after.id) 新增密钥（\(key.words)）", en: "person \(after.id) has a new key (\(key.words))")
    }
  }

  private func lostKeys(_ before: RegisteredPerson, _ after: RegisteredPerson) -> [PolicyDifference] {
    before.keys.filter { after.same($0) == nil }.map { key in
      PolicyDifference(
        direction: .less, zh: "人员 \(after.id) 的密钥被删除（\(key.words)）", en: "person \(after.id) has lost a key (\(key.words))")
    }
  }

  private func keptKeys(_ before: RegisteredPerson, _ after: RegisteredPerson) -> [PolicyDifference] {
    before.keys.flatMap { key -> [PolicyDifference] in
      guard let now = after.same(key) else { return [] }
      return PolicyComparison.lists("人员 \(after.id) 的密钥", "person \(after.id): key", [key.words], [now.words], ("-", "-"))
    }
  }
}

extension RegisteredPerson {
  fileprivate func same(_ key: PersonKey) -> PersonKey? { keys.first { $0.publicPEM == key.publicPEM } }
}

extension PersonKey {
  fileprivate var words: String { "\(algorithm.rawValue), ≤ \(notAfter.text)" }
}
