package import HubModel

/// Seals and opens the cells of one attribute of one dataset.
package struct CellSealer: Sendable {
  private let sealer: Sealer
  /// Length-prefixed dataset and attribute: what every cell of the attribute is bound to beside its row.
  private let prefix: [UInt8]

  init(sealer: Sealer, attribute: String) {
    self.sealer = sealer
    var prefix: [UInt8] = []
    prefix.appendLengthPrefixed(sealer.dataset.utf8)
    prefix.appendLengthPrefixed(attribute.utf8)
    self.prefix = prefix
  }

  /// Appends the cell, `Cell.overhead` bytes longer than `plain`, to `out`. Throws `nonces-exhausted`.
  package func seal(
    _ plain: UnsafeRawBufferPointer, rowKey: Fingerprint, into out: inout [UInt8]
  ) throws(HubError) {
    let nonce = try sealer.nextNonce()
    let start = out.count
    out.append(contentsOf: repeatElement(0, count: plain.count + Cell.overhead))
    out.withUnsafeMutableBytes { bytes in
      let cell = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      writeHeader(nonce, to: cell)
      withBinding(rowKey) { binding in
        sealer.ciphers.lend { $0.seal(plain, binding: binding, cell: cell) }
      }
    }
  }

  package func seal(_ plain: [UInt8], rowKey: Fingerprint) throws(HubError) -> [UInt8] {
    var cell: [UInt8] = []
    cell.reserveCapacity(plain.count + Cell.overhead)
    try plain.withUnsafeBufferPointer { plain throws(HubError) in
      try seal(UnsafeRawBufferPointer(plain), rowKey: rowKey, into: &cell)
    }
    return cell
  }

  /// Appends what the cell seals to `out`.
  ///
  /// Throws `cell-malformed`, `cell-suite-differs`, `cell-key-version-unknown`, or `cell-not-authentic` where a byte
  /// was changed or the cell belongs to another dataset, attribute or row. `out` is then as it was.
  package func open(
    _ cell: UnsafeRawBufferPointer, rowKey: Fingerprint, into out: inout [UInt8]
  ) throws(HubError) {
    let ciphers = try ciphers(of: cell)
    let start = out.count
    out.append(contentsOf: repeatElement(0, count: cell.count - Cell.overhead))
    let isAuthentic = out.withUnsafeMutableBytes { bytes in
      withBinding(rowKey) { binding in
        ciphers.lend { cipher in
          cipher.open(cell, binding: binding, plain: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        }
      }
    }
    guard isAuthentic else {
      out.cleanse(from: start)
      throw HubError("cell-not-authentic", "A sealed cell was changed, or stands in another place than its own.")
    }
  }

  package func open(_ cell: [UInt8], rowKey: Fingerprint) throws(HubError) -> [UInt8] {
    var plain: [UInt8] = []
    try cell.withUnsafeBufferPointer { cell throws(HubError) in
      try open(UnsafeRawBufferPointer(cell), rowKey: rowKey, into: &plain)
    }
    return plain
  }

  private func writeHeader(_ nonce: CellNonce, to cell: UnsafeMutableRawBufferPointer) {
    cell[0] = sealer.suite.cellVersion
    cell.storeBytes(of: sealer.keyVersion.bigEndian, toByteOffset: 1, as: UInt16.self)
    cell.storeBytes(of: nonce.prefix, toByteOffset: Cell.nonceOffset, as: UInt64.self)
    cell.storeBytes(of: nonce.count.bigEndian, toByteOffset: Cell.nonceOffset + 8, as: UInt32.self)
  }

  /// Of the key version that the cell's header names.
  private func ciphers(of cell: UnsafeRawBufferPointer) throws(HubError) -> ContextPool<CellCipher> {
    guard cell.count >= Cell.overhead else { throw HubError("cell-malformed", "A sealed cell is too short.") }
    guard cell[0] == sealer.suite.cellVersion else {
      throw HubError("cell-suite-differs", "A cell was sealed under another suite than this hub's.")
    }
    let version = UInt16(bigEndian: cell.loadUnaligned(fromByteOffset: 1, as: UInt16.self))
    guard let ciphers = sealer.ciphers(of: version) else {
      throw HubError(
        "cell-key-version-unknown", "A cell was sealed under key version \(version), which is not held.",
        remedy: "Give this process a key ring made after the key was rotated.")
    }
    return ciphers
  }

  private func withBinding<R>(_ rowKey: Fingerprint, _ body: (CellBinding) -> R) -> R {
    withUnsafeTemporaryAllocation(byteCount: prefix.count + 16, alignment: 8) { bytes in
      prefix.withUnsafeBytes { bytes.copyMemory(from: $0) }
      rowKey.write(to: UnsafeMutableRawBufferPointer(rebasing: bytes[prefix.count...]))
      return body(CellBinding(bytes: UnsafeRawBufferPointer(bytes)))
    }
  }
}
