import HubMapping
import HubModel
import HubPostgres
import HubStandards

extension CopyBuffer {
  /// Microseconds since 1970, `Int64.min` where the source gives no time.
  mutating func instant(_ microseconds: Int64) {
    if microseconds == .min { null() } else { timestamptz(microseconds) }
  }

  /// A canonical level 1–2 value as its column takes it.
  mutating func value(_ canonical: UnsafeRawBufferPointer, type: ValueType) {
    switch type {
    case .date: if let day = CivilDate(canonical: canonical) { date(day.daysSince2000) } else { null() }
    case .amount: numeric(canonical)
    default: text(canonical)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes of a value that is not absent.
  @inline(__always) func at(_ span: ValueSpan) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[span.range]) }
}

extension CivilDate {
  /// Exactly `yyyy-MM-dd`.
  fileprivate init?(canonical text: UnsafeRawBufferPointer) {
    guard text.count == 10 else { return nil }
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + Int(text[$1]) - 48 } }
    self.init(year: number(0..<4), month: number(5..<7), day: number(8..<10))
  }
}
