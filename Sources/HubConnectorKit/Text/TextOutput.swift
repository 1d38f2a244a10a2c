/// Where a decoder writes UTF-8; the caller has made room for the longest result, 3 bytes a source byte.
struct TextOutput {
  let base: UnsafeMutablePointer<UInt8>
  /// Bytes written.
  var count = 0
  /// What `base` is an offset of in the whole text.
  let origin: Int
  var faults: [TextFault] = []

  @inline(__always) mutating func copy(_ source: UnsafePointer<UInt8>, _ length: Int) {
    (base + count).update(from: source, count: length)
    count += length
  }

  /// Writes the UTF-8 bytes that `packed` holds, first byte lowest. Touches four bytes of room.
  @inline(__always) mutating func put(packed: UInt32) {
    UnsafeMutableRawPointer(base + count).storeBytes(of: packed.littleEndian, as: UInt32.self)
    count += packedLength(packed)
  }

  mutating func note(_ kind: TextFault.Kind, at byteOffset: UInt64) {
    faults.append(TextFault(kind: kind, position: origin + count, byteOffset: byteOffset))
  }

  mutating func refuse(at byteOffset: UInt64) {
    note(.undecodable, at: byteOffset)
    put(packed: packed(0xFFFD))
  }
}

/// The UTF-8 of a scalar in one word, first byte lowest.
func packed(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case ..<0x80: scalar
  case ..<0x800: (0xC0 | scalar >> 6) | (0x80 | scalar & 0x3F) << 8
  case ..<0x1_0000:
    (0xE0 | scalar >> 12) | (0x80 | scalar >> 6 & 0x3F) << 8 | (0x80 | scalar & 0x3F) << 16
  default:
    (0xF0 | scalar >> 18) | (0x80 | scalar >> 12 & 0x3F) << 8 | (0x80 | scalar >> 6 & 0x3F) << 16
      | (0x80 | scalar & 0x3F) << 24
  }
}

@inline(__always) private func packedLength(_ packed: UInt32) -> Int {
  let lead = packed & 0xFF
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
}
