import HubModel

extension Transfer {
  /// As `bytes`, but an HTTP status is an answer, not an error: the body of 200–299 goes to `body`, that of any other is in
  /// `TransferResponse.refusal`. What keeps an answer from coming whole is thrown as by `bytes`.
  package func response(_ body: (UnsafeRawBufferPointer) async throws -> Void) async throws -> TransferResponse {
    let outcome = try await perform(.answer, body)
    return TransferResponse(
      status: address.scheme.isHTTP ? outcome.status : 200, headers: outcome.headers, bytes: outcome.summary.bytes,
      lastModified: outcome.summary.lastModified, refusal: outcome.refusal)
  }

  /// The whole answer, whatever its status.
  /// - Throws: `answer-too-long`, terminal, beyond `limit` bytes; and as `response`.
  package func answer(limit: Int = 1 << 20) async throws -> TransferAnswer {
    var whole: [UInt8] = []
    let response = try await self.response { bytes in
      guard bytes.count <= limit - whole.count else {
        throw HubError("answer-too-long", "\(shownAddress) answered with more than \(limit) bytes.")
      }
      whole.append(contentsOf: bytes)
    }
    return TransferAnswer(
      status: response.status, headers: response.headers, body: response.isGood ? whole : response.refusal)
  }
}
