import Glibc

private let backslash = UInt8(ascii: "\\")
private let letterU = UInt8(ascii: "u")

/// Finds escapes that are half of a surrogate pair and writes `\ufffd` over them, which is as long.
///
/// yajl would put a question mark in their place, or join them with whatever escape follows, without a word. A backslash stands
/// nowhere in JSON but in strings, so nothing else needs to be understood here.
struct EscapeMender {
  /// Begins with a backslash: an escape, or the first half of a pair, that the end of a piece cut.
  private var held: [UInt8] = []

  /// True where the bytes hold nothing to look at.
  func isIdle(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard held.isEmpty, let start = bytes.baseAddress else { return held.isEmpty }
    return memchr(start, Int32(backslash), bytes.count) == nil
  }

  /// Everything up to an escape that is not whole, and where in it something was lost.
  mutating func mend(_ bytes: UnsafeRawBufferPointer, damaged: [Int]) -> (text: [UInt8], damaged: [Int]) {
    let shift = held.count
    var text = held
    text.append(contentsOf: bytes)
    var places = damaged.map { $0 + shift }
    let cut = mend(&text, &places)
    held = Array(text[cut...])
    text.removeSubrange(cut...)
    places.sort()
    return (text, places)
  }

  /// At the end: an escape that is not whole, for the parser to complain about.
  mutating func takeRest() -> [UInt8] {
    defer { held = [] }
    return held
  }

  private func mend(_ text: inout [UInt8], _ places: inout [Int]) -> Int {
    var index = 0
    while let found = text[index...].firstIndex(of: backslash) {
      guard found + 1 < text.count else { return found }
      guard text[found + 1] == letterU else {
        index = found + 2
        continue
      }
      guard found + 6 <= text.count else { return found }
      guard let unit = unit(text, found), unit & 0xF800 == 0xD800 else {
        index = found + 6
        continue
      }
      let follower = unit < 0xDC00 ? secondHalf(text, found + 6) : .other
      if follower == .cut { return found }
      index = found + (follower == .whole ? 12 : 6)
      guard follower == .other else { continue }
      text.replaceSubrange(found + 2..<found + 6, with: "fffd".utf8)
      places.append(found)
    }
    return text.count
  }

  private enum Follower { case other, cut, whole }

  private func secondHalf(_ text: [UInt8], _ place: Int) -> Follower {
    guard place < text.count else { return .cut }
    guard text[place] == backslash else { return .other }
    guard place + 1 < text.count else { return .cut }
    guard text[place + 1] == letterU else { return .other }
    guard place + 6 <= text.count else { return .cut }
    guard let unit = unit(text, place), unit & 0xFC00 == 0xDC00 else { return .other }
    return .whole
  }

  /// The four digits of the escape at `place`; nil where they are none.
  private func unit(_ text: [UInt8], _ place: Int) -> UInt32? {
    var unit: UInt32 = 0
    for byte in text[place + 2..<place + 6] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x61 + 10)
      default: return nil
      }
    }
    return unit
  }
}
