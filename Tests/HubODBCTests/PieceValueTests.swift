import Testing

@testable import HubODBC

@Suite("Values in pieces")
struct PieceValueTests {
  /// Pieces of four bytes: what the driver says was still to come, and whether it was silent about more.
  private func value(_ pieces: [(text: String, length: Int, isSilent: Bool)], limit: Int = 100, ends: Bool = false)
    -> PieceValue
  {
    var value = PieceValue(payload: 4, limit: limit)
    for piece in pieces where !value.isComplete {
      Array(piece.text.utf8 + [0, 0, 0, 0]).withUnsafeBytes {
        value.take($0, length: piece.length, isAtEnd: false, isSilent: piece.isSilent)
      }
    }
    if ends, !value.isComplete {
      [UInt8](repeating: 0, count: 8).withUnsafeBytes { value.take($0, length: 0, isAtEnd: true, isSilent: false) }
    }
    return value
  }

  private func text(_ value: PieceValue) -> String { String(decoding: value.bytes, as: UTF8.self) }

  @Test("Pieces are put together; a value as long as a piece is whole, an empty one too")
  func whole() {
    let long = value([("abcd", 6, false), ("ef", 2, true)])
    #expect(text(long) == "abcdef" && long.isComplete && long.fault == nil)
    let exact = value([("abcd", 4, true)])
    #expect(text(exact) == "abcd" && exact.fault == nil)
    let empty = value([("", 0, true)])
    #expect(empty.bytes.isEmpty && empty.isComplete && empty.fault == nil)
    let unknown = value([("abcd", -4, false), ("e", 1, true)])
    #expect(text(unknown) == "abcde" && unknown.fault == nil)
  }

  @Test("FD-02 a driver that cuts and reports success is found out")
  func cut() {
    #expect(value([("abcd", 9, true)], ends: true).fault == .truncated)
    #expect(value([("abcd", 9, false), ("ef", 2, true)]).fault == .truncated)
    #expect(value([("abcd", -4, true)]).fault == .truncated)
  }

  @Test("A value beyond the limit is not read on")
  func limit() {
    let long = value([("abcd", 40, false), ("efgh", 36, false), ("ijkl", 32, false)], limit: 6)
    #expect(long.fault == .tooLong)
    #expect(long.bytes.count == 8)
  }
}
