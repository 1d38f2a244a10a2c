package import HubModel

/// Rows understood: canonical values and comparison forms as spans into one buffer, rows × attributes.
///
/// Reuse one value for all batches of a run: its arrays keep their capacity.
package struct ConformedBatch: Sendable {
  package internal(set) var rows = 0
  package internal(set) var bytes: [UInt8] = []
  /// `rows × attributes`, in the order of `DatasetSchema.attributes`: the canonical value to store.
  package internal(set) var spans: [ValueSpan] = []
  /// As `spans`: the comparison form, of which fingerprints are made; the same span where folding changes nothing.
  package internal(set) var folded: [ValueSpan] = []
  /// Per row: the line of the source where it begins.
  package internal(set) var lines: [UInt64] = []
  /// Per row: the source's own time in µs since 1970; `Int64.min` where it gives none.
  package internal(set) var observedAt: [Int64] = []
  /// Per row: `DocumentKind.rawValue` and canonical number of the subject.
  package internal(set) var subjectKind: [UInt8] = []
  package internal(set) var subjectNumber: [ValueSpan] = []
  /// Per row: another number of the subject, with its kind: the 15 digits a source wrote, or an alias entity's other number.
  package internal(set) var aliasKind: [UInt8] = []
  package internal(set) var aliasNumber: [ValueSpan] = []
  /// Per row: what tells a relation's records of one subject apart, each part as UInt32 LE length ‖ bytes; absent for other entities.
  package internal(set) var member: [ValueSpan] = []
  /// Per row: the source's key, each part as UInt32 LE length ‖ bytes.
  package internal(set) var rowKey: [ValueSpan] = []
  /// Per row: bits of `HubStandards.Remarks` and of `RowRemark`.
  package internal(set) var remarks: [UInt32] = []
  /// Rows the mapping would not take, those the connector refused before them.
  package internal(set) var refused: [RefusedRow] = []
  /// Rows that the source says were deleted.
  package internal(set) var removed: [RemovedRow] = []
  /// How often a rule changed a text in a way that a person may ask about, by rule (`controls-removed`, `private-use-replaced`).
  package internal(set) var notes: [String: Int] = [:]
  package internal(set) var attributes = 0

  package init() {}

  package func span(row: Int, attribute: Int) -> ValueSpan { spans[row * attributes + attribute] }

  /// For tools and tests.
  package func string(_ span: ValueSpan) -> String? {
    span.isAbsent ? nil : String(decoding: bytes[span.range], as: UTF8.self)
  }
}
