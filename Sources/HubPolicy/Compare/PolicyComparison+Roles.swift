extension PolicyComparison {
  /// What is not among the rights: inheritance, denies, which also hold against grants that are made later, and quotas.
  var roleFacts: [PolicyDifference] {
    PolicyComparison.pairs(old.roles, new.roles, \.name).flatMap { name, before, after in
      PolicyComparison.lists(
        "角色 \(name) 继承", "role \(name): inherits", before?.inherits ?? [], after?.inherits ?? [], ("无", "none"))
        + denies(name, before, after) + quotas(name, before?.quota, after?.quota)
    }
  }

  private func denies(_ name: String, _ before: Role?, _ after: Role?) -> [PolicyDifference] {
    let old = (before?.denies ?? []).map(\.words)
    let new = (after?.denies ?? []).map(\.words)
    let added = new.filter { words in !old.contains { $0 == words } }
    let removed = old.filter { words in !new.contains { $0 == words } }
    return added.map { words in
      PolicyDifference(direction: .less, zh: "角色 \(name) 新增禁止：\(words.zh)", en: "role \(name) now denies: \(words.en)")
    }
      + removed.map { words in
        PolicyDifference(direction: .more, zh: "角色 \(name) 取消禁止：\(words.zh)", en: "role \(name) no longer denies: \(words.en)")
      }
  }

  private func quotas(_ name: String, _ before: Quota?, _ after: Quota?) -> [PolicyDifference] {
    let limits: [(word: String, value: (Quota) -> Int?)] = [
      ("requests_per_minute", { $0.requestsPerMinute }), ("distinct_subjects_per_day", { $0.distinctSubjectsPerDay }),
      ("wrong_per_subject_per_day", { $0.wrongPerSubjectPerDay }),
    ]
    return limits.flatMap { limit in
      PolicyComparison.lists(
        "角色 \(name) 的限额 \(limit.word)", "role \(name): quota \(limit.word)", words(before.flatMap(limit.value)),
        words(after.flatMap(limit.value)), ("不限", "none"))
    }
  }

  private func words(_ limit: Int?) -> [String] { limit.map { ["\($0)"] } ?? [] }
}

extension Deny {
  /// What it forbids, whatever it is called.
  fileprivate var words: (zh: String, en: String) {
    let names = attributes?.sorted().joined(separator: ", ")
    let uses = purposes?.sorted().joined(separator: ", ")
    let places = networks.map(\.description).joined(separator: ", ")
    let zh = [hours.map { "时段 \($0)" }, places.isEmpty ? nil : "来源网络 \(places)"].compactMap(\.self)
    let en = [hours.map { "at \($0)" }, places.isEmpty ? nil : "from \(places)"].compactMap(\.self)
    return (
      zh: (["\(action.words.zh) \(entity) 的 \(names ?? "全部数据项")", uses.map { "用途 \($0)" } ?? "不论用途"] + zh).joined(
        separator: "，"),
      en: (["\(action.words.en) \(names ?? "anything") of \(entity) for \(uses ?? "whatever purpose")"] + en).joined(
        separator: ", ")
    )
  }
}
