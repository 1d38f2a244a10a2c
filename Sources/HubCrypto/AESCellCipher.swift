import HubModel

/// AES-256-GCM (NIST SP 800-38D) with header and binding as additional data.
final class AESCellCipher: CellCipher {
  private let sealing: CipherContext
  private let opening: CipherContext

  init(_ keys: CellKeys) {
    sealing = CipherContext("AES-256-GCM", key: keys.encryption, encrypts: true)
    opening = CipherContext("AES-256-GCM", key: keys.encryption, encrypts: false)
  }

  override func seal(_ plain: UnsafeRawBufferPointer, binding: CellBinding, cell: UnsafeMutableRawBufferPointer) {
    start(sealing, UnsafeRawBufferPointer(cell), binding)
    sealing.process(
      plain, into: UnsafeMutableRawBufferPointer(rebasing: cell[Cell.headerCount..<cell.count - Cell.tagCount]))
    sealing.writeTag(to: UnsafeMutableRawBufferPointer(rebasing: cell.suffix(Cell.tagCount)))
  }

  override func open(
    _ cell: UnsafeRawBufferPointer, binding: CellBinding, plain: UnsafeMutableRawBufferPointer
  ) -> Bool {
    start(opening, cell, binding)
    opening.process(
      UnsafeRawBufferPointer(rebasing: cell[Cell.headerCount..<cell.count - Cell.tagCount]), into: plain)
    return opening.accepts(tag: UnsafeRawBufferPointer(rebasing: cell.suffix(Cell.tagCount)))
  }

  private func start(_ context: CipherContext, _ cell: UnsafeRawBufferPointer, _ binding: CellBinding) {
    context.start(
      iv: UnsafeRawBufferPointer(rebasing: cell[Cell.nonceOffset..<Cell.nonceOffset + Cell.nonceCount]))
    context.authenticate(UnsafeRawBufferPointer(rebasing: cell.prefix(Cell.headerCount)))
    context.authenticate(binding.bytes)
  }
}
