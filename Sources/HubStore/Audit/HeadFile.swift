import Glibc
import HubModel

/// A file that lines are only ever appended to. After any failure it is opened anew, and what may not have reached the disk is
/// written again: a line may stand there twice, and none is missing.
struct HeadFile: Sendable {
  let path: String
  private var descriptor: Int32 = -1
  /// Whole lines that are not known to be on the disk, and how many of their bytes the system took.
  private var unsynced: [UInt8] = []
  private var written = 0

  init(path: String) { self.path = path }

  /// Takes the line also where it throws: it is written when writing works again.
  mutating func append(_ line: [UInt8]) throws(HubError) {
    unsynced += line
    unsynced.append(UInt8(ascii: "\n"))
    try flush()
  }

  /// Opens the file where it is not, and writes what waits.
  mutating func flush() throws(HubError) {
    if descriptor < 0 { try open() }
    while written < unsynced.count {
      let count = unsynced.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failed(count < 0 ? errno : ENOSPC) }
      written += count
    }
  }

  /// Waits for the disk. A file that was moved away is left, so that the next line begins a new one.
  mutating func sync() throws(HubError) {
    guard !unsynced.isEmpty else { return }
    try flush()
    // A pipe or a device has no disk to wait for.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw failed(errno) }
    unsynced.removeAll(keepingCapacity: true)
    written = 0
    if !isInPlace { close() }
  }

  mutating func close() {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
    descriptor = -1
    written = 0
  }

  private mutating func open() throws(HubError) {
    descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw failed(errno) }
    // What broke off in the middle of a line must not spoil the next one.
    var state = stat()
    if fstat(descriptor, &state) == 0, state.st_size > 0 { unsynced.insert(UInt8(ascii: "\n"), at: 0) }
  }

  private var isInPlace: Bool {
    var own = stat()
    var named = stat()
    return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino && own.st_dev == named.st_dev
  }

  private mutating func failed(_ code: Int32) -> HubError {
    close()
    return HubError(
      "audit-heads-unwritable", "The file of audit heads, \(path), cannot be written: \(String(cString: strerror(code))).",
      remedy: "Make room or give the right to append; nothing is answered until it can be written.", persistence: .transient)
  }
}
