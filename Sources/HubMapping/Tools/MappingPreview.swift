package import HubConnectorKit
package import HubModel
import HubStandards

/// Before and after of some rows, masked by level: what `mapping preview` prints. No database, no key, nothing in the clear above level 2.
package struct MappingPreview: Sendable {
  package struct Value: Sendable {
    package var attribute: String
    package var title: String
    /// The source's text as it came; nil where it gave none.
    package var before: String?
    /// The canonical value; nil where there is none.
    package var after: String?
  }

  package struct Row: Sendable {
    package var line: UInt64
    package var values: [Value]
    /// Stable words.
    package var remarks: [String]
  }

  package struct Refusal: Sendable {
    package var line: UInt64
    package var reason: String
    package var field: String?
    package var zh: String
    package var en: String
    /// The row's text, as a shape only.
    package var shape: String
  }

  package var rows: [Row]
  package var refusals: [Refusal]
}

extension DatasetMapping {
  /// Conforms `batch` and shows at most `limit` of its rows.
  package func preview(_ batch: Batch, model: Model, limit: Int = 20, now: Int64? = nil) -> MappingPreview {
    var out = ConformedBatch()
    plan.conform(batch, into: &out, now: now)
    let entity = model.entity(schema.entity)
    // A kept row keeps its line, which tells it from the refused ones.
    var rows: [MappingPreview.Row] = []
    var source = 0
    for row in 0..<min(out.rows, limit) {
      while batch.lines[source] != out.lines[row] { source += 1 }
      let values = entity.map { self.values($0, model, batch, source, out, row) } ?? []
      rows.append(MappingPreview.Row(line: out.lines[row], values: values, remarks: RowRemark.words(of: out.remarks[row])))
      source += 1
    }
    return MappingPreview(rows: rows, refusals: out.refused.prefix(limit).map(refusal))
  }

  private func values(
    _ entity: Entity, _ model: Model, _ batch: Batch, _ source: Int, _ out: ConformedBatch, _ row: Int
  ) -> [MappingPreview.Value] {
    fields.map { field in
      let level = level(of: field, entity, model)
      let after =
        switch (field.name, schema.attributes.firstIndex(of: field.name)) {
        case (FieldRule.observedAt, _):
          out.observedAt[row] == .min ? nil : Instant(microseconds: out.observedAt[row]).description
        case (_, let slot?): out.string(out.span(row: row, attribute: slot))
        default: out.string(out.subjectNumber[row])
        }
      var before: String?
      if case .column(let name) = field.input, let column = self.source.columns.firstIndex(of: name) {
        before = batch.string(row: source, column: column)
      }
      return MappingPreview.Value(
        attribute: field.name, title: field.title, before: before.map { ShapeMask.shown($0, level: level) },
        after: after.map { ShapeMask.shown($0, level: level) })
    }
  }

  /// The level of what the column feeds, the highest where it feeds several.
  private func level(of field: FieldRule, _ entity: Entity, _ model: Model) -> Level {
    let fed = fields.filter { $0.input == field.input }.map { rule -> Level in
      if rule.name == FieldRule.observedAt { return .internalUse }
      if let attribute = entity.attribute(rule.name) { return attribute.level }
      return rule.name == entity.identity ? model.identityAttribute(of: entity)?.level ?? .critical : .critical
    }
    return fed.max() ?? .critical
  }

  private func refusal(_ row: RefusedRow) -> MappingPreview.Refusal {
    MappingPreview.Refusal(
      line: row.line, reason: row.reason, field: row.field, zh: RefusalReason.sentence(row.reason, chinese: true),
      en: RefusalReason.sentence(row.reason, chinese: false),
      shape: ShapeMask.shown(String(decoding: row.raw, as: UTF8.self), level: .critical))
  }
}
