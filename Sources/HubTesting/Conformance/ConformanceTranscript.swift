import HubConnectorKit
import HubCrypto
import Synchronization

/// All that a connector said while it was tested: errors, states, tables, summaries, words about refused rows.
final class ConformanceTranscript: Sendable {
  private let texts = Mutex<[String]>([])

  func add(_ text: String) { texts.withLock { $0.append(text) } }

  func add(_ error: any Error) {
    add(String(describing: error))
    add(String(reflecting: error))
  }

  func add(_ part: ReadPart) {
    for detail in part.details { add(detail) }
    if let summary = part.summary { add(String(reflecting: summary)) }
  }

  /// Whether the word was said, in the clear or thinly covered.
  func says(_ word: String) -> Bool {
    let forms = Self.forms(of: word)
    return texts.withLock { texts in
      texts.contains { text in
        let lower = text.lowercased()
        return forms.contains { text.contains($0) || lower.contains($0) }
      }
    }
  }

  /// In the clear, percent-encoded, as hexadecimal digits, and within base64 at each of the three places a byte can have.
  private static func forms(of word: String) -> [String] {
    let bytes = Array(word.utf8)
    let digits = Array("0123456789abcdef".utf8)
    let hex: [UInt8] = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    let escaped: [UInt8] = bytes.flatMap { byte in
      byte < 0x80 ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    let covered: [String] = (0..<3).map { shift in
      // Letters at both ends depend on the neighbours.
      let text = Base64.encode([UInt8](repeating: 0, count: shift) + bytes)
      return String(text.dropFirst(shift == 0 ? 0 : 4).dropLast(4))
    }
    let texts = [word, String(decoding: hex, as: UTF8.self), String(decoding: escaped, as: UTF8.self)]
    return texts + covered.filter { $0.utf8.count > 7 }
  }
}
