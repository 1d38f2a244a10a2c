import Foundation
import Glibc
import HubModel

/// Files that their owner alone may read.
enum PrivateFile {
  private static let sizeLimit = 16_384

  /// Makes the file with mode 0600; false where it cannot be made, for example because there is one already.
  static func create(_ path: String, _ text: String) throws -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data(text.utf8))
    return true
  }

  /// Nil where there is no such file. Links are not followed: somebody else could have laid one.
  /// - Throws: `exposed` where others may read it or it is another user's.
  static func read(_ path: String, exposed: HubError.Code) throws(HubError) -> String? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var state = stat()
    guard fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFREG, state.st_mode & 0o077 == 0,
      state.st_uid == geteuid()
    else {
      throw HubError(exposed, "\(path) can be read by others, or is not yours.", remedy: "Run: chmod 600 \(path)")
    }
    return text(descriptor)
  }

  /// At most 16 KiB of what can be read; nil where it is not UTF-8.
  static func text(_ descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1024)
    while bytes.count < sizeLimit {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += piece[..<count]
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
