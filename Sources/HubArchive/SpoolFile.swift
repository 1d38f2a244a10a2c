import CLibZip
import Glibc
import HubModel

/// A file that has no name and is gone with its descriptor, whose one owner this is.
final class SpoolFile {
  private let descriptor: Int32

  /// - Throws: `spool-unavailable`.
  init(folder: String) throws(HubError) {
    descriptor = hub_spool_open(folder)
    guard descriptor >= 0 else {
      throw HubError(
        "spool-unavailable", "No temporary file can be made (error \(errno) of the system).",
        remedy: "Check the temporary folder, which TMPDIR names: it must exist and be writable.", persistence: .transient)
    }
  }

  deinit { close(descriptor) }

  /// - Throws: `spool-unwritable`, where the disk is full for example.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(HubError) {
    var done = 0
    while done < bytes.count, let start = bytes.baseAddress {
      let count = pwrite(descriptor, start + done, bytes.count - done, off_t(offset) + off_t(done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw HubError(
          "spool-unwritable", "The temporary file cannot be written (error \(errno) of the system).",
          remedy: "Make room on the file system of the temporary folder.", persistence: .transient)
      }
      done += count
    }
  }

  /// - Throws: `spool-unreadable`, also where the file is shorter than it was.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(HubError) {
    var done = 0
    while done < bytes.count, let start = bytes.baseAddress {
      let count = pread(descriptor, start + done, bytes.count - done, off_t(offset) + off_t(done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw HubError("spool-unreadable", "The temporary file cannot be read back.", persistence: .transient)
      }
      done += count
    }
  }
}
