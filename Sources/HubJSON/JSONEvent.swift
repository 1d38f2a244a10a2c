/// One step through a JSON text (RFC 8259).
package enum JSONEvent: Sendable, Equatable {
  case startObject
  /// A member's name behind its escapes. That a name comes once is the reader's affair.
  case key([UInt8])
  case endObject
  case startArray
  case endArray
  /// Well-formed UTF-8 behind its escapes; may hold NUL.
  case string([UInt8])
  /// As written: `1543.00` stays `1543.00`.
  case number([UInt8])
  case bool(Bool)
  case null
  /// The key or string that follows lost something: U+FFFD stands where the text had half of a surrogate pair, or where the
  /// bytes meant nothing.
  case damage
}
