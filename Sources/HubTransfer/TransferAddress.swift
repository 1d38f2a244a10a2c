import CLibCurl
import Glibc
import HubModel

/// An address in the form curl takes, and in one that may be shown.
struct TransferAddress: Sendable {
  enum Scheme: String, Sendable { case file, http, https }

  let scheme: Scheme
  /// With credentials and query: never printed.
  let url: String
  /// Scheme, host and path only; of a file its path.
  let shown: String
  /// The path of a `file:` address.
  let path: String?

  /// - Parameter text: an address, or a path of the file system.
  /// - Throws: `address-malformed`, `protocol-unsupported`.
  init(_ text: String) throws(HubError) {
    let hasScheme = text.utf8.starts(with: "file:".utf8) || text.contains("://")
    url = hasScheme ? text : Self.fileURL(ofPath: text)
    guard let parts = curl_url() else { throw Self.malformed }
    defer { curl_url_cleanup(parts) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
    guard curl_url_set(parts, CURLUPART_URL, url, flags) == CURLUE_OK else { throw Self.malformed }
    guard let name = Self.part(CURLUPART_SCHEME, of: parts), let known = Scheme(rawValue: name) else {
      throw HubError("protocol-unsupported", "The address is none of file:, http: and https:.")
    }
    scheme = known
    let path = Self.part(CURLUPART_PATH, of: parts) ?? "/"
    let port = Self.part(CURLUPART_PORT, of: parts).map { ":" + $0 } ?? ""
    self.path = known == .file ? Self.decoded(path) : nil
    shown = self.path ?? "\(name)://\(Self.part(CURLUPART_HOST, of: parts) ?? "")\(port)\(path)"
  }

  private static var malformed: HubError { HubError("address-malformed", "The address of the source cannot be read.") }

  private static func part(_ part: CURLUPart, of parts: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }

  private static func fileURL(ofPath path: String) -> String {
    let absolute = path.utf8.first == UInt8(ascii: "/") ? path : currentFolder() + "/" + path
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes = Array("file://".utf8)
    for byte in absolute.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  private static func decoded(_ path: String) -> String {
    var length: Int32 = 0
    guard let text = curl_easy_unescape(nil, path, 0, &length) else { return path }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
