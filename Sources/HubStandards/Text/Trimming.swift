extension UnsafeRawBufferPointer {
  /// Without blanks and invisible characters at both ends.
  var trimmed: UnsafeRawBufferPointer {
    var start = 0
    while start < count {
      let (scalar, length) = scalar(at: start)
      guard Self.isDropped(scalar) else { break }
      start += length
    }
    var end = count
    while end > start {
      let last = lastScalar(before: end, from: start)
      guard Self.isDropped(last.value) else { break }
      end = last.start
    }
    return part(start..<end)
  }

  @inline(__always) private static func isDropped(_ scalar: UInt32) -> Bool {
    if scalar > 0x20 && scalar < 0x7F { return false }
    return ScalarClass.isBlank(scalar) || ScalarClass.isInvisible(scalar)
  }

  private func scalar(at start: Int) -> (UInt32, Int) {
    var cursor = ScalarCursor(part(start..<count))
    return (cursor.next() ?? ScalarCursor.replacement, cursor.offset)
  }

  /// The scalar that ends before `end`; U+FFFD where the bytes there are none.
  private func lastScalar(before end: Int, from start: Int) -> (value: UInt32, start: Int) {
    var lead = end - 1
    while lead > start, end - lead < 4, self[lead] & 0xC0 == 0x80 { lead -= 1 }
    var cursor = ScalarCursor(part(lead..<end))
    let value = cursor.next() ?? ScalarCursor.replacement
    return cursor.offset == end - lead ? (value, lead) : (ScalarCursor.replacement, end - 1)
  }
}
