extension Batch {
  /// The field's bytes, nil where absent; valid inside `body` only. For loops over rows use `text.withUnsafeBytes` once.
  package func withField<R>(row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) throws -> R) rethrows -> R {
    let span = span(row: row, column: column)
    guard !span.isAbsent else { return try body(nil) }
    return try text.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[span.range])) }
  }

  /// The field as a string, nil where absent. For tools and tests, not for the hot path.
  package func string(row: Int, column: Int) -> String? {
    let span = span(row: row, column: column)
    return span.isAbsent ? nil : String(decoding: text[span.range], as: UTF8.self)
  }

  /// The row's whole text as it came: what goes to quarantine when the mapping refuses the row.
  package func raw(row: Int) -> [UInt8] { Array(text[records[row].range]) }

  /// Adds a row of texts, as tools and tests have them; its raw text is made of the fields.
  package mutating func append(_ values: [String?], line: UInt64) {
    precondition(values.count == columns.count)
    let first = text.count
    for (index, value) in values.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      let start = text.count
      text.append(contentsOf: (value ?? "").utf8)
      let length = Int32(text.count - start)
      fields.append(value == nil ? .absent : FieldSpan(start: UInt32(start), length: length))
    }
    let record = FieldSpan(start: UInt32(first), length: Int32(text.count - first))
    endRow(line: line, record: record)
  }
}
