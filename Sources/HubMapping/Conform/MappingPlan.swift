package import HubConnectorKit
import HubModel
import HubStandards

/// A dataset's mapping made ready for rows. Immutable; any number of runs may use it at once.
package final class MappingPlan: Sendable {
  let fields: [FieldPlan]
  let attributes: Int
  let key: [[KeyPart]]
  let members: [[Int]]
  /// Indices of the fields that the row key is made of.
  let keyFields: Set<Int>
  /// The columns a batch has to have, in this order.
  package let columns: [String]

  init(_ draft: PlanDraft) {
    let plans = draft.plans
    let parts = draft.keyParts(plans)
    fields = plans
    attributes = draft.schema.attributes.count
    key = parts
    keyFields = Set(plans.indices.filter { plans[$0].isPart(of: parts) })
    members = draft.memberSlots
    columns = draft.columns
  }

  /// Conforms all rows of `batch`; `out` is cleared first and holds the connector's refusals too.
  ///
  /// Allocates per batch and per refused row, never per row.
  /// - Parameter now: µs since 1970, for `not_after` and `future_date`; the clock's unless given.
  package func conform(_ batch: borrowing Batch, into out: inout ConformedBatch, now: Int64? = nil) {
    precondition(batch.columns == columns, "the batch has other columns than the plan asked for")
    out.begin(rows: batch.rows, attributes: attributes, refused: batch.refused)
    var run = ConformRun(plan: self, now: now ?? Instant.now.microseconds)
    batch.text.withUnsafeBufferPointer { text in
      var removed = batch.removed.makeIterator()
      var next = removed.next()
      for row in 0..<batch.rows {
        let isRemoved = row == next
        if isRemoved { next = removed.next() }
        run.conform(row, of: batch, text, isRemoved: isRemoved, into: &out)
      }
    }
    if run.space.controlsRemoved > 0 { out.notes["controls-removed"] = run.space.controlsRemoved }
    if run.space.leftoversReplaced > 0 { out.notes["private-use-replaced"] = run.space.leftoversReplaced }
  }
}
