/// Reads a JSON text piece by piece, wherever it is cut; memory does not grow with it.
///
/// Strict: UTF-8 without faults, no comments, one value, a bound on depth and on the length of a single token.
package struct JSONEvents {
  private let parser: JSONParser
  private var escapes = EscapeMender()

  package init(depthAtMost: Int = 64) { parser = JSONParser(depthAtMost: depthAtMost) }

  /// - Parameters:
  ///   - damaged: offsets in `bytes`, ascending, where a decoder put U+FFFD for what it could not decode.
  ///   - handle: takes each event; what it throws ends the reading for good and is thrown on.
  /// - Throws: `json-malformed`, `json-too-deep`, `json-token-too-long`.
  package mutating func feed(
    _ bytes: UnsafeRawBufferPointer, damaged: [Int] = [], _ handle: (JSONEvent) throws -> Void
  ) throws {
    if escapes.isIdle(bytes) { return try parser.parse(bytes, damaged: damaged, handle) }
    let piece = escapes.mend(bytes, damaged: damaged)
    try piece.text.withUnsafeBytes { try parser.parse($0, damaged: piece.damaged, handle) }
  }

  /// No more bytes follow.
  package mutating func finish(_ handle: (JSONEvent) throws -> Void) throws {
    let rest = escapes.takeRest()
    try rest.withUnsafeBytes { try parser.parse($0, damaged: [], handle) }
    try parser.finish(handle)
  }
}
