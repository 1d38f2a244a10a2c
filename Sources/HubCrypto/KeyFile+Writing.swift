import Glibc
import HubModel

extension KeyFile {
  /// Throws `key-file-exists` rather than overwrite a file.
  static func write(_ lines: [KeyLine], to path: String) throws(HubError) {
    let bytes = try encoded(lines)
    let file = try make(path)
    defer { close(file) }
    let isWritten = bytes.withBytes { Glibc.write(file, $0.baseAddress, $0.count) == $0.count } && fsync(file) == 0
    guard isWritten else {
      let error = failure("key-file-unwritable", "could not be written", path)
      unlink(path)
      throw error
    }
  }

  /// Writes a file beside and renames it into place, so that a reader finds the old one or the new one, whole. The owner stays.
  static func replace(_ lines: [KeyLine], at place: String) throws(HubError) {
    // A link stays one: what it names is replaced.
    guard let real = realpath(place, nil) else { throw failure("key-file-unwritable", "could not be found", place) }
    defer { free(real) }
    let path = String(cString: real)
    // One name: what a killed process left of the ring goes with the next one's.
    let draft = "\(path).new"
    unlink(draft)
    try write(lines, to: draft)
    var before = stat()
    let isKept = stat(path, &before) == 0 && (before.st_uid == geteuid() || chown(draft, before.st_uid, before.st_gid) == 0)
    guard isKept, rename(draft, path) == 0 else {
      let error = failure("key-file-unwritable", "could not be replaced", path)
      unlink(draft)
      throw error
    }
    let folder = Glibc.open(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func encoded(_ lines: [KeyLine]) throws(HubError) -> SecretBytes {
    let count = lines.reduce(firstLine.utf8.count + 1) { $0 + $1.count }
    guard count < sizeLimit else {
      throw HubError(
        "key-file-full", "The key file has no room for another key.",
        remedy: "Take out sealing keys that no cell and no backup needs.")
    }
    var place = 0
    return SecretBytes(count: count) { out in
      func put(_ byte: UInt8) {
        out[place] = byte
        place += 1
      }
      for byte in "\(firstLine)\n".utf8 { put(byte) }
      for line in lines { line.write(to: put) }
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
}
