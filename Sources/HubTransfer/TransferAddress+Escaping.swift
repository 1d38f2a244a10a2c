import CLibCurl
import Glibc

private let hex = Array("0123456789ABCDEF".utf8)

extension TransferAddress {
  static func fileURL(ofPath path: String) -> String {
    let absolute = path.utf8.first == UInt8(ascii: "/") ? path : currentFolder() + "/" + path
    return "file://" + escaped(absolute.utf8)
  }

  /// Bytes as they may stand in the path of an address; slashes stay.
  static func escaped(_ bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        result.append(byte)
      default: result += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func unescaped(_ path: String) -> [UInt8] {
    var length: Int32 = 0
    guard let text = curl_easy_unescape(nil, path, 0, &length) else { return Array(path.utf8) }
    defer { curl_free(text) }
    return Array(UnsafeRawBufferPointer(start: text, count: Int(length)))
  }

  private static func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }
}
