import CLibCurl
import HubModel

/// Why a transfer ended before its end, in words without credentials, query or content.
struct TransferFailure {
  let error: HubError

  /// Of an FTP server that does not know a command.
  static let commandUnknown: HubError.Code = "command-unknown"

  /// Nil for a success.
  /// - Parameter status: of HTTP and FTP the last answer's.
  init?(
    _ code: CURLcode, status: Int, address: TransferAddress, aim: TransferAim = .content, startAt: UInt64 = 0
  ) {
    guard code != CURLE_OK else {
      let isRefused = address.scheme.isHTTP && aim != .answer && !Self.isWhole(status, startAt: startAt)
      guard isRefused else { return nil }
      error = Self.httpStatus(status, address.shown)
      return
    }
    if code == CURLE_HTTP_RETURNED_ERROR {
      error = Self.httpStatus(status, address.shown)
      return
    }
    let known = Self.ofFTP(code, status, address) ?? Self.ofSSH(code, address) ?? Self.known(code)
    error = HubError(
      known.code, "\(address.shown): \(known.words) (curl \(code.rawValue)).", remedy: known.remedy,
      persistence: known.persistence)
  }

  /// Answers that carry the whole body; 206 carries a part, which somebody must have asked for.
  private static func isWhole(_ status: Int, startAt: UInt64) -> Bool {
    [200, 201, 203, 204].contains(status) || (status == 206 && startAt > 0)
  }

  static func httpStatus(_ status: Int, _ shownAddress: String) -> HubError {
    let mayPass = [408, 425, 429].contains(status) || (status >= 500 && status != 501 && status != 505)
    return HubError(
      "http-status", "\(shownAddress) answered with status \(status).", persistence: mayPass ? .transient : .terminal)
  }
}

/// A code of curl in the hub's words.
struct KnownFailure {
  let code: HubError.Code
  let words: String
  let persistence: HubError.Persistence
  let remedy: String?

  init(_ code: HubError.Code, _ words: String, _ persistence: HubError.Persistence, remedy: String? = nil) {
    self.code = code
    self.words = words
    self.persistence = persistence
    self.remedy = remedy
  }
}
