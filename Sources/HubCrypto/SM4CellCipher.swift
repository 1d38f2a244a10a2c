import HubModel

/// SM4-CTR (GB/T 32907), then HMAC-SM3 over header, binding and ciphertext: encrypt then MAC.
///
/// The counter block is nonce ‖ 0000, so that messages of less than 64 GiB under different nonces never overlap.
final class SM4CellCipher: CellCipher {
  private let stream: CipherContext
  private let mac: MACContext

  init(_ keys: CellKeys) {
    stream = CipherContext("SM4-CTR", key: keys.encryption, encrypts: true)
    mac = MACContext(.sm3, key: keys.authentication)
  }

  override func seal(_ plain: UnsafeRawBufferPointer, binding: CellBinding, cell: UnsafeMutableRawBufferPointer) {
    let body = UnsafeMutableRawBufferPointer(rebasing: cell[Cell.headerCount..<cell.count - Cell.tagCount])
    run(nonceOf: UnsafeRawBufferPointer(cell), plain, into: body)
    withTag(UnsafeRawBufferPointer(cell), binding) { tag in
      UnsafeMutableRawBufferPointer(rebasing: cell.suffix(Cell.tagCount)).copyMemory(from: tag)
    }
  }

  override func open(
    _ cell: UnsafeRawBufferPointer, binding: CellBinding, plain: UnsafeMutableRawBufferPointer
  ) -> Bool {
    let isAuthentic = withTag(cell, binding) { tag in
      ConstantTime.areEqual(tag, UnsafeRawBufferPointer(rebasing: cell.suffix(Cell.tagCount)))
    }
    guard isAuthentic else { return false }
    run(nonceOf: cell, UnsafeRawBufferPointer(rebasing: cell[Cell.headerCount..<cell.count - Cell.tagCount]), into: plain)
    return true
  }

  private func run(
    nonceOf cell: UnsafeRawBufferPointer, _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { counter in
      counter.initializeMemory(as: UInt8.self, repeating: 0)
      counter.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: cell[Cell.nonceOffset..<Cell.nonceOffset + Cell.nonceCount]))
      stream.start(iv: UnsafeRawBufferPointer(counter))
    }
    stream.process(input, into: output)
  }

  private func withTag<R>(
    _ cell: UnsafeRawBufferPointer, _ binding: CellBinding, _ body: (UnsafeRawBufferPointer) -> R
  ) -> R {
    mac.update(UnsafeRawBufferPointer(rebasing: cell.prefix(Cell.headerCount)))
    mac.update(binding.bytes)
    mac.update(UnsafeRawBufferPointer(rebasing: cell[Cell.headerCount..<cell.count - Cell.tagCount]))
    return withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { digest in
      mac.finish(into: digest)
      return body(UnsafeRawBufferPointer(rebasing: digest.prefix(Cell.tagCount)))
    }
  }
}
