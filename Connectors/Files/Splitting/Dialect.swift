package import HubModel

/// How a department writes its delimited files.
package struct Dialect: Sendable, Equatable {
  /// One ASCII character.
  let delimiter: UInt8
  /// One ASCII character; nil where the department never quotes.
  let quote: UInt8?
  /// Texts that mean "no value", compared byte for byte, quoted or not.
  let nullMarks: [[UInt8]]
  /// Tolerates one empty, unquoted field behind the last column of a row.
  let toleratesEmptyTrailingField: Bool

  /// RFC 4180: comma and double quote, nothing tolerated.
  package static let rfc4180 = Dialect(
    delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""), nullMarks: [], toleratesEmptyTrailingField: false)

  private init(delimiter: UInt8, quote: UInt8?, nullMarks: [[UInt8]], toleratesEmptyTrailingField: Bool) {
    self.delimiter = delimiter
    self.quote = quote
    self.nullMarks = nullMarks
    self.toleratesEmptyTrailingField = toleratesEmptyTrailingField
  }

  /// - Parameter quote: nil or empty: the department never quotes, and a quote is a character like others.
  /// - Throws: `dialect-unsuitable` where delimiter or quote is not one ASCII character, both are the same, or one is a line end.
  package init(
    delimiter: String, quote: String? = "\"", nullMarks: [String] = [], toleratesEmptyTrailingField: Bool = false
  ) throws(HubError) {
    let quoteByte = quote.flatMap { $0.isEmpty ? nil : $0 }
    self.init(
      delimiter: try Self.byte(delimiter, "delimiter"),
      quote: try quoteByte.map { text throws(HubError) in try Self.byte(text, "quote") },
      nullMarks: nullMarks.map { Array($0.utf8) }, toleratesEmptyTrailingField: toleratesEmptyTrailingField)
    guard self.delimiter != self.quote else {
      throw HubError("dialect-unsuitable", "Delimiter and quote are the same character.")
    }
  }

  private static func byte(_ text: String, _ role: String) throws(HubError) -> UInt8 {
    let bytes = Array(text.utf8)
    guard bytes.count == 1, bytes[0] < 0x80, ![0x00, 0x0A, 0x0D].contains(bytes[0]) else {
      throw HubError("dialect-unsuitable", "The \(role) must be one ASCII character other than NUL and a line end.")
    }
    return bytes[0]
  }
}

/// What bounds the memory of a read. The numbers are part of the connector's documented behaviour.
struct SplitLimits: Sendable {
  /// Longest field, in bytes of UTF-8; a quote that is not closed within it counts as never closed.
  var field = 1 << 20
  /// Longest record: a header of 100,000 names has room.
  var record = 16 << 20
  /// Kept of a record that is too long.
  var kept = 64 << 10
  /// A batch of more text than this is handed over before it has all its rows.
  var batch = 4 << 20
}
