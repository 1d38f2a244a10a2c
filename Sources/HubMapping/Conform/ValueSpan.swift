/// Where a value stands in `ConformedBatch.bytes`.
package struct ValueSpan: Sendable, Equatable {
  /// Byte offset.
  package var start: UInt32
  /// Length in bytes; −1: no value.
  package var length: Int32

  package init(start: UInt32, length: Int32) {
    self.start = start
    self.length = length
  }

  package static let absent = ValueSpan(start: 0, length: -1)
  package var isAbsent: Bool { length < 0 }
  /// The bytes' range; only for a span that is not absent.
  package var range: Range<Int> { Int(start)..<(Int(start) + Int(length)) }
}
