package import HubModel

/// What an HTTP server answered, beside the body of a good answer. Of other schemes a transfer that reached its end counts as
/// 200.
package struct TransferResponse: Sendable {
  package var status: Int
  /// Of the last answer, in order.
  package var headers: [(name: String, value: String)]
  /// Bytes of the body that were handed over.
  package var bytes: UInt64
  /// Seconds since 1970, where the source tells.
  package var lastModified: Int64?
  /// What came with a status outside 200–299, its first 64 KiB. It may hold data: it belongs in no error and no log.
  package var refusal: [UInt8]

  package init(
    status: Int, headers: [(name: String, value: String)] = [], bytes: UInt64 = 0, lastModified: Int64? = nil,
    refusal: [UInt8] = []
  ) {
    self.status = status
    self.headers = headers
    self.bytes = bytes
    self.lastModified = lastModified
    self.refusal = refusal
  }

  package var isGood: Bool { (200...299).contains(status) }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? { HeaderLines.value(of: name, in: headers) }

  /// Seconds that the server asks to wait, from now on.
  package var retryAfter: Int? { RetryAfter.seconds(header("Retry-After")) }

  /// The status as the error that `Transfer.bytes` throws for it.
  package func error(_ shownAddress: String) -> HubError { TransferFailure.httpStatus(status, shownAddress) }
}
