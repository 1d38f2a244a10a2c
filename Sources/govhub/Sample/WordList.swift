internal import Glibc
internal import HubModel

/// The two encodings that departments send.
enum SampleEncoding: String, Codable {
  case utf8 = "UTF-8"
  case gb18030 = "GB18030"

  /// The bytes of `text`; by iconv once per word, never per row.
  func bytes(_ text: String) throws -> [UInt8] {
    self == .utf8 ? Array(text.utf8) : try convert(Array(text.utf8))
  }

  private func convert(_ utf8: [UInt8]) throws -> [UInt8] {
    guard let converter = iconv_open(rawValue, "UTF-8"), Int(bitPattern: converter) != -1 else {
      throw HubError("sample-encoding", "iconv does not know the encoding of a sample file.")
    }
    defer { iconv_close(converter) }
    var input = utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: utf8.count * 4 + 4)
    let written = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> Int? in
        var from = source.baseAddress
        var (to, left, room) = (target.baseAddress, source.count, target.count)
        return iconv(converter, &from, &left, &to, &room) == 0 && left == 0 ? target.count - room : nil
      }
    }
    guard let written else { throw HubError("sample-encoding", "A word of the sample cannot be encoded.") }
    return output[..<written].map { UInt8(bitPattern: $0) }
  }
}

/// Words in the encoding of one file, back to back, so that a row is made by copying bytes.
final class WordList {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(encoded words: [[UInt8]]) {
    bytes = words.flatMap(\.self)
    starts = words.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  convenience init(_ words: [String], _ encoding: SampleEncoding) throws {
    self.init(encoded: try words.map(encoding.bytes))
  }

  var count: Int { starts.count - 1 }

  func withWord<R>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[starts[index]..<starts[index + 1]])) }
  }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }
}
