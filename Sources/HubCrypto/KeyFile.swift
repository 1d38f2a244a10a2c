import Glibc
import HubModel

/// Reading of key files, which their owner alone may read.
package enum KeyFile {
  static let firstLine = "govhub-keys: 1"
  static let sizeLimit = 16_384

  static var malformed: HubError {
    HubError("key-file-malformed", "The key file is damaged or of a newer form.", remedy: "Restore it from its backup.")
  }

  /// Throws `key-file-unreadable`, `key-file-foreign`, `key-file-exposed`, `key-file-malformed`.
  static func read(_ place: KeyPlace) throws(HubError) -> KeyLines {
    let file = Glibc.open(place.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure("key-file-unreadable", "cannot be opened", place.path) }
    defer { close(file) }
    try check(file, place)
    var count = 0
    let bytes = try SecretBytes(count: sizeLimit) { room throws(HubError) in
      count = Glibc.read(file, room.baseAddress, room.count)
      if count < 0 { throw failure("key-file-unreadable", "cannot be read", place.path) }
    }
    return try KeyLines(bytes, count: count)
  }

  private static func check(_ file: Int32, _ place: KeyPlace) throws(HubError) {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < sizeLimit else {
      throw malformed
    }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw HubError(
        "key-file-foreign",
        "The key file \(place.path) belongs to user \(status.st_uid), who is neither this process's nor root.",
        remedy: "Find out who put it there before giving it to the hub's user.")
    }
    guard status.st_mode & place.forbidden == 0 else {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw HubError(
        "key-file-exposed", "Others than its owner may read or change the key file \(place.path): its mode is 0\(mode).",
        remedy: "Give it to the hub's user with mode 0600, and think of its keys as known.")
    }
  }

  static func failure(_ code: HubError.Code, _ what: String, _ path: String) -> HubError {
    let reason = String(cString: strerror(errno))
    return HubError(code, "The key file \(path) \(what): \(reason).")
  }

  /// Whether a file begins as a key file does: what must lie in no backup.
  package static func isOne(_ path: String) -> Bool {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard file >= 0 else { return false }
    defer { close(file) }
    var start = [UInt8](repeating: 0, count: firstLine.utf8.count)
    return Glibc.read(file, &start, start.count) == start.count && start.elementsEqual(firstLine.utf8)
  }
}
