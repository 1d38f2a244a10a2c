package import HubModel

/// Brings the bytes of a file or of an HTTP(S) resource, through libcurl.
package struct Transfer: Sendable {
  private let address: TransferAddress
  private let options: Options

  /// - Parameter address: a path of the file system, or a `file:`, `http:` or `https:` address.
  /// - Throws: `address-malformed`, `protocol-unsupported`.
  package init(_ address: String, options: Options = Options()) throws(HubError) {
    self.address = try TransferAddress(address)
    self.options = options
  }

  /// The address without credentials and query, for logs.
  package var shownAddress: String { address.shown }

  /// Calls `body` with all bytes in order, piece by piece; the pointer is valid during the call only.
  ///
  /// curl runs on a thread of its own and waits while `body` is behind, so memory is bounded by a few buffers.
  /// - Returns: when all bytes were handed over.
  /// - Throws: `HubError`, transient where trying again may help: `connection-refused`, `host-unknown`, `timed-out`,
  ///   `connection-lost`, `body-truncated`, `file-changed`, `http-status` by its number; terminal: `tls-failed`, `file-missing`,
  ///   `file-unreadable`, `too-many-redirects`. What `body` throws ends the transfer and is thrown on; so does cancellation.
  package func bytes(_ body: (UnsafeRawBufferPointer) async throws -> Void) async throws -> TransferSummary {
    let handOver = HandOver(capacity: options.buffersWaiting)
    try TransferRun.start(address, options, handOver)
    defer { handOver.giveUp() }
    return try await withTaskCancellationHandler {
      while true {
        let event = await handOver.next()
        try Task.checkCancellation()
        switch event {
        case .bytes(let buffer):
          defer { withExtendedLifetime(buffer) {} }
          try await body(buffer.bytes)
        case .ended(let result): return try result.get()
        }
      }
    } onCancel: {
      handOver.giveUp()
    }
  }
}
