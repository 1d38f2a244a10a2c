import HubModel
import HubPolicy
import HubStore

/// Answers of published queries. Counts come from released tables alone.
struct AggregateWriter {
  let exchange: Exchange

  func document(_ table: ReleasedTable, _ receipt: Receipt) -> JSONWriter {
    let query = table.query
    var json = JSONWriter(capacity: 1024 + 128 * table.cells.count)
    json.beginObject()
    json.member("requestId", exchange.requestID)
    json.member("query", query.name)
    json.member("title", query.title)
    json.member("entity", query.entity)
    json.key("k")
    json.integer(query.k)
    if let roundTo = query.roundTo {
      json.key("roundTo")
      json.integer(roundTo)
    }
    let view = exchange.view.entity(query.entity)
    if view.name == query.entity, let register = view.primary { json.members(register.members) }
    write(query, to: &json)
    json.key("cells")
    json.beginArray()
    for cell in table.cells { write(cell, query, to: &json) }
    json.endArray()
    VerdictWriter.write(table.notes, chinese: exchange.chinese, to: &json)
    json.versions(exchange)
    json.key("receipt")
    json.plainString { receipt.write(into: &$0) }
    json.endObject()
    return json
  }

  private func write(_ query: AggregateQuery, to json: inout JSONWriter) {
    let entity = exchange.view.state.model.entity(query.entity)
    json.key("groupBy")
    json.beginArray()
    for grouping in query.groupings {
      json.beginObject()
      json.member("attribute", grouping.attribute)
      json.member("title", entity?.attribute(grouping.attribute)?.title)
      json.member("byYear", grouping.isByYear)
      json.endObject()
    }
    json.endArray()
  }

  private func write(_ cell: ReleasedTable.Cell, _ query: AggregateQuery, to json: inout JSONWriter) {
    json.beginObject()
    json.key("groups")
    json.beginArray()
    for (group, grouping) in zip(cell.groups, query.groupings) { write(group, query.entity, grouping, to: &json) }
    json.endArray()
    json.key("count")
    if let count = cell.count { json.integer(count) } else { json.null() }
    if cell.count == nil { json.member("suppressed", true) }
    json.endObject()
  }

  private func write(
    _ group: ReleasedTable.Group, _ entity: String, _ grouping: AggregateQuery.Grouping, to json: inout JSONWriter
  ) {
    json.beginObject()
    switch group {
    case .value(let code):
      json.member("kind", "value")
      json.member("code", code)
      json.member("title", exchange.view.title(entity, grouping.attribute, code) ?? code)
    case .other:
      json.member("kind", "other")
      json.member("title", exchange.chinese ? "其他及未填" : "other or none")
    case .all:
      json.member("kind", "total")
      json.member("title", exchange.chinese ? "合计" : "total")
    }
    json.endObject()
  }
}

extension ReleasedTable {
  fileprivate var notes: [Verdict.Note] {
    var notes: [Verdict.Note] = []
    if cells.contains(where: { $0.count == nil }) { notes.append(.suppressed(query.k)) }
    if cells.contains(where: { $0.groups.contains(.other) }) { notes.append(.folded(query.k)) }
    if let roundTo = query.roundTo { notes.append(.rounded(roundTo)) }
    return notes
  }
}

extension Verdict.Note {
  fileprivate static func suppressed(_ k: Int) -> Self {
    Self(
      code: "suppressed", zh: "少于\(k)的数（含零）不予公布，能推算出它们的数也不公布",
      en: "Counts below \(k), zero included, are suppressed, and with them what they could be computed from.")
  }

  fileprivate static func folded(_ k: Int) -> Self {
    Self(
      code: "folded", zh: "不足\(k)条的取值与未填的合并为“其他及未填”",
      en: "Values of fewer than \(k) records stand together with those that have none.")
  }

  fileprivate static func rounded(_ step: Int) -> Self {
    Self(
      code: "rounded", zh: "各数（含合计）分别取整到\(step)的倍数，相加可能不等于合计",
      en: "Each count, totals included, is rounded to a multiple of \(step) by itself: sums may differ.")
  }
}
