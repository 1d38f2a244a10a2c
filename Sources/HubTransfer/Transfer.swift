package import HubModel

/// Brings the bytes of a file, of an HTTP(S) resource, or of a file behind FTP(S) or SFTP, through libcurl.
package struct Transfer: Sendable {
  let address: TransferAddress
  let options: Options
  let request: Request

  /// - Parameter address: a path of the file system, or a `file:`, `http:`, `https:`, `ftp:`, `ftps:` or `sftp:` address.
  /// - Throws: `address-malformed`, `protocol-unsupported`, and what the other initialiser throws.
  package init(_ address: String, options: Options = Options()) throws(HubError) {
    try self.init(address, options: options, request: Request())
  }

  /// - Parameter address: as above. The path of `sftp:` is the server's own absolute one, or begins with `/~/` for the user's
  ///   folder; that of `ftp:` begins in the folder where the login arrives.
  /// - Throws: `address-malformed`, `protocol-unsupported`, `secret-in-address` (a user or a password in an `ftp:`, `ftps:` or
  ///   `sftp:` address, or in any address whose request has its own), `host-key-missing` and `host-key-malformed` for `sftp:`,
  ///   `login-malformed`, `header-malformed`, `request-unsuitable`. All are terminal.
  package init(_ address: String, options: Options, request: Request) throws(HubError) {
    self.address = try TransferAddress(address)
    try request.check(self.address)
    self.options = options
    self.request = request
  }

  /// The address without credentials and query, for logs.
  package var shownAddress: String { address.shown }

  /// Calls `body` with all bytes in order, piece by piece; the pointer is valid during the call only.
  ///
  /// curl runs on a thread of its own and waits while `body` is behind, so memory is bounded by a few buffers. With
  /// `Request.startAt` the bytes from there on; none where the source ends just there.
  /// - Returns: when all bytes were handed over. A file whose size or time changed meanwhile (`file:`, `sftp:`, and `ftp:` as
  ///   far as its server tells) is not taken for whole.
  /// - Throws: `HubError`, transient where trying again may help: `connection-refused`, `host-unknown`, `timed-out`,
  ///   `connection-lost`, `body-truncated`, `file-changed`, `ssh-failed`, `ftp-failed`, `http-status` by its number; terminal:
  ///   `tls-failed`, `host-key-mismatch`, `login-denied`, `file-missing`, `file-unreadable`, `too-many-redirects`,
  ///   `start-beyond-end`, `resume-unsupported`. What `body` throws ends the transfer and is thrown on; so does cancellation.
  package func bytes(_ body: (UnsafeRawBufferPointer) async throws -> Void) async throws -> TransferSummary {
    try await perform(.content, body).summary
  }

  func perform(
    _ aim: TransferAim, _ body: (UnsafeRawBufferPointer) async throws -> Void
  ) async throws -> TransferOutcome {
    let handOver = HandOver(capacity: options.buffersWaiting)
    try TransferRun.start(address, options, handOver, request: request, aim: aim)
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
