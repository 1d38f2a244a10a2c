import CLibCurl
import HubModel

/// Why a transfer ended before its end, in words without credentials, query or content.
struct TransferFailure {
  let error: HubError

  /// Nil for a success.
  init?(_ code: CURLcode, status: Int, address: TransferAddress) {
    let isHTTP = address.scheme != .file
    if code == CURLE_OK {
      guard isHTTP, !Self.isWhole(status) else { return nil }
      error = Self.httpStatus(status, address)
      return
    }
    if code == CURLE_HTTP_RETURNED_ERROR {
      error = Self.httpStatus(status, address)
      return
    }
    let known = Self.known(code)
    error = HubError(
      known.code, "\(address.shown): \(known.words) (curl \(code.rawValue)).", persistence: known.persistence)
  }

  /// Answers that carry the whole body; 206 carries a part that nobody asked for.
  private static func isWhole(_ status: Int) -> Bool { [200, 201, 203, 204].contains(status) }

  private static func httpStatus(_ status: Int, _ address: TransferAddress) -> HubError {
    let mayPass = [408, 425, 429].contains(status) || (status >= 500 && status != 501 && status != 505)
    return HubError(
      "http-status", "\(address.shown) answered with status \(status).", persistence: mayPass ? .transient : .terminal)
  }

  private static func known(_ code: CURLcode) -> (code: HubError.Code, words: String, persistence: HubError.Persistence) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: ("host-unknown", "the host name has no address", .transient)
    case CURLE_COULDNT_CONNECT: ("connection-refused", "no connection could be made", .transient)
    case CURLE_OPERATION_TIMEDOUT: ("timed-out", "no answer in time", .transient)
    case CURLE_PARTIAL_FILE: ("body-truncated", "the body ended before its announced length", .transient)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      ("connection-lost", "the connection was lost", .transient)
    case CURLE_SSL_CONNECT_ERROR: ("tls-failed", "no secured connection could be agreed on", .transient)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      ("tls-failed", "the server's certificate is not trusted", .terminal)
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CRL_BADFILE:
      ("tls-failed", "a certificate file of the configuration cannot be used", .terminal)
    case CURLE_FILE_COULDNT_READ_FILE, CURLE_READ_ERROR: ("file-unreadable", "the file cannot be read", .terminal)
    case CURLE_TOO_MANY_REDIRECTS: ("too-many-redirects", "the server sends on too often", .terminal)
    case CURLE_UNSUPPORTED_PROTOCOL:
      ("protocol-unsupported", "the address, or one the server sends on to, is not allowed", .terminal)
    case CURLE_ABORTED_BY_CALLBACK, CURLE_WRITE_ERROR: ("transfer-given-up", "the reader gave up", .transient)
    default: ("transfer-failed", "the transfer failed", .terminal)
    }
  }
}
