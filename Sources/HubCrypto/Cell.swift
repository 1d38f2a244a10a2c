/// The layout of a sealed value: version(1) ‖ key version(2, big-endian) ‖ nonce(12) ‖ ciphertext ‖ tag(16).
package enum Cell {
  static let headerCount = 15
  static let nonceOffset = 3
  static let nonceCount = 12
  static let tagCount = 16
  /// How much longer a cell is than what it seals.
  package static let overhead = headerCount + tagCount
}

/// What a cell is bound to: it does not open as another dataset's, attribute's or row's.
struct CellBinding {
  /// Length-prefixed dataset and attribute, then the 16 bytes of the row key.
  let bytes: UnsafeRawBufferPointer
}

/// Random per run, then counted.
struct CellNonce {
  let prefix: UInt64
  let count: UInt32
}
