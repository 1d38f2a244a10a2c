import Glibc
import HubConnectorKit
import HubModel

/// Turns a text into the bytes of the service's encoding.
enum TextEncoder {
  /// GBK is taken strictly here, other than in reading: what it lacks must not reach a service as something else.
  /// - Throws: `character-unsupported`, `converter-missing`.
  static func bytes(_ text: String, in encoding: TextEncoding) throws(HubError) -> [UInt8] {
    guard encoding != .utf8 else { return Array(text.utf8) }
    let converter = iconv_open(encoding.rawValue, "UTF-8")
    guard let converter, Int(bitPattern: converter) != -1 else {
      throw HubError("converter-missing", "The C library has no converter for \(encoding.rawValue).")
    }
    defer { iconv_close(converter) }
    guard let bytes = converted(text, converter) else {
      throw HubError(
        "character-unsupported", "The request holds a character that \(encoding.rawValue) does not have.",
        remedy: "Declare `encoding: GB18030` if the service takes it.")
    }
    return bytes
  }

  private static func converted(_ text: String, _ converter: iconv_t) -> [UInt8]? {
    var input = text.utf8.map { CChar(bitPattern: $0) }
    // Two bytes of UTF-8 may become four of GB 18030; three and four never become more.
    var output = [CChar](repeating: 0, count: input.count * 2 + 16)
    let used = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> Int? in
        var from = source.baseAddress
        var to = target.baseAddress
        var (left, room) = (source.count, target.count)
        return iconv(converter, &from, &left, &to, &room) == -1 ? nil : target.count - room
      }
    }
    return used.map { count in output[..<count].map { UInt8(bitPattern: $0) } }
  }
}
