extension PolicyComparison {
  /// Published queries that come, go, or count otherwise.
  var aggregateFacts: [PolicyDifference] {
    PolicyComparison.pairs(old.aggregates, new.aggregates, \.name).flatMap { name, before, after -> [PolicyDifference] in
      if let before, let after { return facts(name, before, after) }
      return [
        after == nil
          ? PolicyDifference(direction: .less, zh: "统计 \(name) 被删除", en: "query \(name) is taken out")
          : PolicyDifference(direction: .more, zh: "新统计 \(name)", en: "query \(name) is new")
      ]
    }
  }

  private func facts(_ name: String, _ before: AggregateQuery, _ after: AggregateQuery) -> [PolicyDifference] {
    let parts: [(zh: String, en: String, value: (AggregateQuery) -> [String])] = [
      ("实体", "entity", { [$0.entity] }), ("分组", "groups by", { $0.groupings.map(\.attribute) }),
      ("条件", "counts where", { $0.conditions.map(\.description) }), ("k", "k", { ["\($0.k)"] }),
      ("取整", "rounds to", { $0.roundTo.map { ["\($0)"] } ?? [] }),
    ]
    return parts.flatMap { part in
      PolicyComparison.lists(
        "统计 \(name) 的\(part.zh)", "query \(name): \(part.en)", part.value(before), part.value(after), ("-", "-"))
    }
  }
}
