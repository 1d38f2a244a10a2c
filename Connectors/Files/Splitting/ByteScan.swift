import Glibc

/// Index of the first delimiter, LF or CR from `start` on, or `end`.
/// Eight bytes a step by Mycroft's zero-byte test, which is exact for the lowest hit.
@inline(__always) func firstFieldEnd(
  _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, delimiter: UInt8
) -> Int {
  let delimiters = 0x0101_0101_0101_0101 &* UInt64(delimiter)
  var index = start
  while index &+ 8 <= end {
    let word = UInt64(littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
    let hits = zeroBytes(word ^ delimiters) | zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
    if hits != 0 { return index &+ hits.trailingZeroBitCount &>> 3 }
    index &+= 8
  }
  while index < end {
    let byte = bytes[index]
    if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
    index &+= 1
  }
  return index
}

@inline(__always) private func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}

/// Index of the first `byte` from `start` on, or `end`.
@inline(__always) func first(_ byte: UInt8, _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
  guard start < end, let hit = memchr(bytes + start, Int32(byte), end - start) else { return end }
  return UnsafeRawPointer(hit) - UnsafeRawPointer(bytes)
}

/// Index of the first LF or CR from `start` on, or `end`.
func firstLineEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
  firstFieldEnd(bytes, from: start, to: end, delimiter: 0x0A)
}

/// Line ends in a range; CR LF is one.
func lineEnds(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> UInt64 {
  var count: UInt64 = 0
  var index = firstLineEnd(bytes, from: start, to: end)
  while index < end {
    count += 1
    let isPair = bytes[index] == 0x0D && index + 1 < end && bytes[index + 1] == 0x0A
    index = firstLineEnd(bytes, from: index + (isPair ? 2 : 1), to: end)
  }
  return count
}
