import Glibc
import HubModel

/// Reading and writing of key files, which their owner alone may read.
enum KeyFile {
  private static let firstLine = "govhub-keys: 1"
  private static let sizeLimit = 16_384

  static var malformed: HubError {
    HubError("key-file-malformed", "The key file is damaged or of a newer form.", remedy: "Restore it from its backup.")
  }

  static func key(_ text: String) throws(HubError) -> SecretBytes {
    guard var bytes = Base64.decode(text), bytes.count == 32 else { throw malformed }
    defer { bytes.cleanse() }
    return bytes.withUnsafeBytes { SecretBytes(copying: $0) }
  }

  static func write(_ lines: [(name: String, value: String)], to path: String) throws(HubError) {
    let text = ([firstLine] + lines.map { "\($0.name): \($0.value)" }).joined(separator: "\n") + "\n"
    var bytes = Array(text.utf8)
    defer { bytes.cleanse() }
    let file = try make(path)
    defer { close(file) }
    guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      let error = failure("key-file-unwritable", "could not be written", path)
      unlink(path)
      throw error
    }
  }

  private static func make(_ path: String) throws(HubError) -> Int32 {
    let file = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if file < 0, errno == EEXIST {
      throw HubError(
        "key-file-exists", "The key file \(path) is there already.",
        remedy: "A hub keeps its keys; remove them by hand.")
    }
    guard file >= 0 else { throw failure("key-file-unwritable", "could not be made", path) }
    return file
  }

  static func read(_ path: String) throws(HubError) -> [String: String] {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("key-file-unreadable", "cannot be opened", path) }
    defer { close(file) }
    try check(file)
    var bytes = [UInt8](repeating: 0, count: sizeLimit)
    defer { bytes.cleanse() }
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else { throw failure("key-file-unreadable", "cannot be read", path) }
    return try parse(bytes.prefix(count))
  }

  private static func check(_ file: Int32) throws(HubError) {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < sizeLimit else {
      throw malformed
    }
    guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() || status.st_uid == 0 else {
      throw HubError(
        "key-file-exposed", "Others than its owner may read the key file.",
        remedy: "Give it to the hub's user with mode 0600, and think of its keys as known.")
    }
  }

  private static func parse(_ bytes: ArraySlice<UInt8>) throws(HubError) -> [String: String] {
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == firstLine else { throw malformed }
    var values: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") else { throw malformed }
      let value = String(line[colon...].dropFirst(2))
      guard values.updateValue(value, forKey: String(line[..<colon])) == nil else { throw malformed }
    }
    return values
  }

  private static func failure(_ code: HubError.Code, _ what: String, _ path: String) -> HubError {
    let reason = String(cString: strerror(errno))
    return HubError(code, "The key file \(path) \(what): \(reason).")
  }
}
