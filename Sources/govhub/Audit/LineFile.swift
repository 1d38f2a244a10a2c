import Glibc
import HubModel

/// Reads a file of any length line by line, or standard input.
final class LineFile {
  private let stream: UnsafeMutablePointer<FILE>
  private(set) var number = 0

  /// - Parameter path: `-` for standard input.
  /// - Throws: `file-unreadable`.
  init(_ path: String) throws {
    guard let stream = path == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "re") else {
      throw HubError("file-unreadable", "\(path) cannot be read.")
    }
    self.stream = stream
  }

  deinit { fclose(stream) }

  /// Without its end and blanks around it; nil after the last.
  func next() -> String? {
    var text: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(text) }
    let count = getline(&text, &capacity, stream)
    guard count >= 0, let text else { return nil }
    number += 1
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    return String(decoding: bytes, as: UTF8.self).trimmed
  }
}

extension String {
  fileprivate var trimmed: String {
    let blanks: Set<Character> = [" ", "\t", "\r", "\n", "\r\n"]
    guard let first = firstIndex(where: { !blanks.contains($0) }), let last = lastIndex(where: { !blanks.contains($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
