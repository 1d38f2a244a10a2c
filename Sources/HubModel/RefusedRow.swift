/// A row that a connector or a mapping would not take. It goes to quarantine, never away.
public struct RefusedRow: Sendable {
  /// Line of the source where the row begins, 1-based.
  public var line: UInt64
  /// Stable kebab-case reason, for example `ragged-row` or `excel-precision-lost`.
  public var reason: String
  /// The attribute or source column concerned; nil for the whole row. Never a value.
  public var field: String?
  /// What to tell the steward, free of values: counts, expected format, byte offset.
  public var detail: String
  /// The row as it came, decoded to UTF-8 where that was possible. Sealed before it is stored.
  public var raw: [UInt8]
  /// The subject's kind and canonical number where both could be read.
  public var subject: (kind: DocumentKind, number: [UInt8])?
  /// The canonical row key where it could be made: such a row still stands in its source and is not withdrawn.
  public var rowKey: [UInt8]?

  public init(
    line: UInt64, reason: String, field: String? = nil, detail: String, raw: [UInt8],
    subject: (kind: DocumentKind, number: [UInt8])? = nil, rowKey: [UInt8]? = nil
  ) {
    self.line = line
    self.reason = reason
    self.field = field
    self.detail = detail
    self.raw = raw
    self.subject = subject
    self.rowKey = rowKey
  }
}
