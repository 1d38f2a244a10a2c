import COpenSSL

/// Key bytes in one place in memory, overwritten when the last owner lets go.
final class SecretBytes: Sendable {
  // Written once in `init`, read-only until `deinit`: safe to share.
  nonisolated(unsafe) private let storage: UnsafeMutableRawBufferPointer

  /// `fill` gets `count` zeroed bytes to write the key to.
  init<E: Error>(count: Int, fill: (UnsafeMutableRawBufferPointer) throws(E) -> Void) throws(E) {
    storage = .allocate(byteCount: count, alignment: 16)
    storage.initializeMemory(as: UInt8.self, repeating: 0)
    try fill(storage)
  }

  convenience init(copying bytes: UnsafeRawBufferPointer) {
    self.init(count: bytes.count) { $0.copyMemory(from: bytes) }
  }

  deinit {
    OPENSSL_cleanse(storage.baseAddress, storage.count)
    storage.deallocate()
  }

  var count: Int { storage.count }

  /// The bytes for as long as `body` runs: a pointer that outlived the last owner would read zeros.
  func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    defer { withExtendedLifetime(self) {} }
    return try body(UnsafeRawBufferPointer(storage))
  }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
  var description: String { "SecretBytes" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
