import HubModel

/// Two published queries whose difference is the count of a group that neither of them shows.
struct NeighbouringQueries: PolicyFinding {
  func diagnostics(_ input: FindingInput) -> [Diagnostic] {
    let queries = input.set.aggregates
    return queries.indices.flatMap { place in
      queries[..<place].compactMap { finding(queries[place], $0, input) }
    }
  }

  private func finding(_ query: AggregateQuery, _ other: AggregateQuery, _ input: FindingInput) -> Diagnostic? {
    guard query.entity == other.entity else { return nil }
    if query.differsByOneCondition(from: other) {
      return .finding(
        input.places.aggregate(query.name, "where"), "queries-differ-by-one-condition",
        zh: "统计 \(query.name) 与 \(other.name) 只差一个条件：两者相减即得一个未经抑制的小组的数",
        en: "\(query.name) and \(other.name) differ by one condition: their difference is the count of a group that neither hides")
    }
    guard query.hasSameConditions(as: other), query.sharesGrouping(with: other) else { return nil }
    return .finding(
      input.places.aggregate(query.name, "group_by"), "queries-share-grouping",
      zh: "统计 \(query.name) 与 \(other.name) 有相同的分组项：一个隐去的数可能由另一个算出",
      en: "\(query.name) and \(other.name) share a grouping: what one of them hides may follow from the other")
  }
}

extension AggregateQuery {
  private func own(_ other: AggregateQuery) -> [RowCondition] { conditions.filter { !other.conditions.contains($0) } }

  fileprivate func hasSameConditions(as other: AggregateQuery) -> Bool { own(other).isEmpty && other.own(self).isEmpty }

  /// One has a condition more, or one says the same attribute otherwise.
  fileprivate func differsByOneCondition(from other: AggregateQuery) -> Bool {
    let (mine, others) = (own(other), other.own(self))
    if mine.count + others.count == 1 { return true }
    return mine.count == 1 && others.count == 1 && mine[0].attribute == others[0].attribute
  }

  /// The sums over what they do not share are the same in both.
  fileprivate func sharesGrouping(with other: AggregateQuery) -> Bool {
    !Set(groupings.map(\.attribute)).isDisjoint(with: other.groupings.map(\.attribute))
  }
}
