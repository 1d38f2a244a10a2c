import Glibc

/// Texts that hold nothing to be escaped, told by libc: the large sources of a test are mostly such.
enum PlainText {
  static func isFree(_ text: String, of marks: String) -> Bool {
    text.withCString { strlen($0) == text.utf8.count && strpbrk($0, marks) == nil }
  }
}
