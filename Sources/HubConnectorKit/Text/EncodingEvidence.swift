import HubModel

/// Notices UTF-8 that was declared as GB 18030, which decodes without a fault into wrong characters.
///
/// Three-byte sequences of UTF-8 do not arise from GB 18030 text by accident more than once or twice in a row.
struct EncodingEvidence: Sendable {
  private static let enough = 12
  private static let enoughAtEnd = 4

  private var isOpen: Bool
  private var awaited = 0
  private var isLong = false
  private var sequences = 0

  init(isWanted: Bool) { isOpen = isWanted }

  mutating func take(_ bytes: UnsafeRawBufferPointer, declared: TextEncoding) throws(HubError) {
    guard isOpen else { return }
    for byte in bytes where awaited > 0 || byte >= 0x80 {
      take(byte)
      if !isOpen { return }
      if sequences >= Self.enough { throw mismatch(declared) }
    }
  }

  mutating func finish(declared: TextEncoding) throws(HubError) {
    if isOpen, awaited == 0, sequences >= Self.enoughAtEnd { throw mismatch(declared) }
  }

  private mutating func take(_ byte: UInt8) {
    if awaited > 0 {
      guard byte & 0xC0 == 0x80 else { return isOpen = false }
      awaited -= 1
      if awaited == 0, isLong { sequences += 1 }
      return
    }
    switch byte {
    case 0xC2...0xDF: (awaited, isLong) = (1, false)
    case 0xE0...0xEF: (awaited, isLong) = (2, true)
    case 0xF0...0xF4: (awaited, isLong) = (3, true)
    default: isOpen = false
    }
  }

  private func mismatch(_ declared: TextEncoding) -> HubError {
    encodingMismatch("The source is UTF-8 from its start on, but \(declared.rawValue) is declared.")
  }
}
