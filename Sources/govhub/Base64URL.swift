import Foundation

/// RFC 4648 §5 without padding.
enum Base64URL {
  static func decode(_ text: String) -> [UInt8]? {
    var standard = text.map { $0 == "-" ? "+" : ($0 == "_" ? "/" : $0) }
    while standard.count % 4 != 0 { standard.append("=") }
    return Data(base64Encoded: String(standard)).map(Array.init)
  }

  static func encode(_ bytes: [UInt8]) -> String {
    let text = Data(bytes).base64EncodedString().map { $0 == "+" ? "-" : ($0 == "/" ? "_" : $0) }
    return String(text.filter { $0 != "=" })
  }
}
