/// Copies bytes below 0x80 up to the first other one and returns its index. NUL is copied and noted.
@inline(__always) func copyASCII(
  _ bytes: UnsafePointer<UInt8>, from first: Int, to end: Int, offset: UInt64, into out: inout TextOutput
) -> Int {
  var index = first
  while index &+ 8 <= end {
    let word = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)
    if word & 0x8080_8080_8080_8080 != 0 || holdsZero(word) { break }
    UnsafeMutableRawPointer(out.base + out.count).storeBytes(of: word, as: UInt64.self)
    out.count &+= 8
    index &+= 8
  }
  while index < end, bytes[index] < 0x80 {
    if bytes[index] == 0 { out.note(.nul, at: offset + UInt64(index)) }
    out.base[out.count] = bytes[index]
    out.count &+= 1
    index &+= 1
  }
  return index
}

/// Exact for words without a byte of 0x80 or more.
@inline(__always) func holdsZero(_ word: UInt64) -> Bool {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
}
