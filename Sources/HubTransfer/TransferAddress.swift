import CLibCurl
import HubModel

/// An address in the form curl takes, and in one that may be shown.
struct TransferAddress: Sendable {
  enum Scheme: String, Sendable {
    case file, http, https, ftp, ftps, sftp

    var isHTTP: Bool { self == .http || self == .https }
    var isFTP: Bool { self == .ftp || self == .ftps }
  }

  let scheme: Scheme
  /// With credentials and query: never printed.
  let url: String
  /// Scheme, host and path only; of a file its path.
  let shown: String
  /// The path of a `file:` address.
  let path: String?
  /// The same as the system takes it, byte by byte, with its final zero.
  let filePath: [CChar]?
  /// The bytes behind the path's last slash; empty for a folder.
  let lastName: [UInt8]
  /// The path ends with a slash and nothing follows it.
  let isFolder: Bool
  /// It has a user or a password in it.
  let hasCredentials: Bool

  /// - Parameter text: an address, or a path of the file system.
  /// - Throws: `address-malformed`, `protocol-unsupported`; `secret-in-address` where an `ftp:`, `ftps:` or `sftp:` address has
  ///   a user or a password in it.
  init(_ text: String) throws(HubError) {
    let hasScheme = text.utf8.starts(with: "file:".utf8) || text.contains("://")
    url = hasScheme ? text : Self.fileURL(ofPath: text)
    guard let parts = curl_url() else { throw Self.malformed }
    defer { curl_url_cleanup(parts) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
    guard curl_url_set(parts, CURLUPART_URL, url, flags) == CURLUE_OK else { throw Self.malformed }
    guard let name = Self.part(CURLUPART_SCHEME, of: parts), let known = Scheme(rawValue: name) else {
      throw HubError("protocol-unsupported", "The address is none of file:, http:, https:, ftp:, ftps: and sftp:.")
    }
    scheme = known
    let path = Self.part(CURLUPART_PATH, of: parts) ?? "/"
    let port = Self.part(CURLUPART_PORT, of: parts).map { ":" + $0 } ?? ""
    let bytes = Self.unescaped(path)
    self.path = known == .file ? String(decoding: bytes, as: UTF8.self) : nil
    filePath = known == .file ? bytes.map { CChar(truncatingIfNeeded: $0) } + [0] : nil
    lastName = Array(bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...])
    isFolder = path.utf8.last == UInt8(ascii: "/") && Self.part(CURLUPART_QUERY, of: parts) == nil
    hasCredentials = Self.part(CURLUPART_USER, of: parts) != nil || Self.part(CURLUPART_PASSWORD, of: parts) != nil
    shown = self.path ?? "\(name)://\(Self.part(CURLUPART_HOST, of: parts) ?? "")\(port)\(path)"
    if hasCredentials, !known.isHTTP { throw Self.secretInAddress(shown) }
  }

  private static var malformed: HubError { HubError("address-malformed", "The address of the source cannot be read.") }

  static func secretInAddress(_ shown: String) -> HubError {
    HubError(
      "secret-in-address", "\(shown) was given with a user or a password in the address.",
      remedy: "Take them out of the address and put them into the connection's secret.")
  }

  private static func part(_ part: CURLUPart, of parts: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
