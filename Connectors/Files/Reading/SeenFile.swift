/// A file of an earlier read.
struct SeenFile: Sendable, Equatable {
  /// Of its content: SHA-256 in hexadecimal digits.
  var digest: String
  /// Nil in positions of old.
  var mark: FileMark?

  init(digest: String, mark: FileMark? = nil) {
    self.digest = digest
    self.mark = mark
  }

  /// One line: digest, size, time and name between tabs, or the digest alone.
  init?(line: String) {
    let parts = line.utf8.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    digest = parts[0]
    guard parts.count > 1 else { return }
    guard parts.count == 4, let size = UInt64(parts[1]), let modified = Int64(parts[2]) else { return nil }
    mark = FileMark(name: parts[3], size: size, modified: modified)
  }

  /// A name with a line end in it is not kept: its file is told by the digest alone.
  var line: String {
    guard let mark, !mark.name.contains(0x0A) else { return digest }
    return "\(digest)\t\(mark.size)\t\(mark.modified)\t\(String(decoding: mark.name, as: UTF8.self))"
  }
}

/// What a folder shows of a file.
struct FileMark: Sendable, Hashable {
  /// Bytes: Swift would take characters that are written in two ways for equal.
  var name: [UInt8]
  var size: UInt64
  /// Seconds since 1970; 0 where the source does not tell.
  var modified: Int64

  init(name: String, size: UInt64, modified: Int64) {
    self.name = Array(name.utf8)
    self.size = size
    self.modified = modified
  }
}
