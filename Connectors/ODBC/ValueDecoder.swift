import HubConnectorKit
import HubModel

/// Turns the driver's texts into UTF-8, one value at a time, with the decoder of a whole source.
///
/// Line ends stand between the values: they finish a character that was cut, so that one value's fault never reaches the next.
struct ValueDecoder {
  private var decoder: TextDecoder
  private let unit: Int
  private let separators: [UInt8]
  private var faults: [TextFault] = []
  /// No character is longer than four units of its encoding.
  private static let count = 4

  /// - Throws: `converter-missing`.
  init(_ encoding: TextEncoding) throws {
    unit = encoding == .utf16LittleEndian ? 2 : 1
    let separator: [UInt8] = unit == 2 ? [0x0A, 0] : [0x0A]
    separators = Array((0..<Self.count).flatMap { _ in separator })
    decoder = try TextDecoder(encoding)
    // The first bytes of a source may be a byte order mark; the first of a value are not.
    var start: [UInt8] = []
    try feed(separators, into: &start)
  }

  /// Appends the text; what is wrong with it, nil for nothing. After a fault, what was appended is not whole.
  mutating func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) throws -> TextFault.Kind? {
    guard bytes.count % unit == 0 else { return .undecodable }
    faults.removeAll(keepingCapacity: true)
    try decoder.decode(bytes, into: &text, faults: &faults)
    try feed(separators, into: &text)
    let isFinished = text.count >= Self.count && text.suffix(Self.count).allSatisfy { $0 == 0x0A }
    if isFinished { text.removeLast(Self.count) }
    return faults.first?.kind ?? (isFinished ? nil : .undecodable)
  }

  private mutating func feed(_ bytes: [UInt8], into text: inout [UInt8]) throws {
    try bytes.withUnsafeBytes { try decoder.decode($0, into: &text, faults: &faults) }
  }
}
