import Glibc
import HubModel

/// Keeps a folder for one process: a second one would stop the database of the first when it ends.
///
/// The kernel holds the lock as long as the file is open, so nothing is left of it by a `kill -9`.
enum FolderLock {
  /// Takes the folder for the rest of this process's life. Throws `folder-in-use` with the id of the process that has it.
  static func take(_ folder: String, for command: String) throws {
    let descriptor = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw HubError("folder-not-usable", "The folder \(folder) cannot be written to.", remedy: "Choose another place.")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = holder(descriptor)
      close(descriptor)
      throw HubError(
        "folder-in-use", "Another `\(command)`\(holder.map { " (process \($0))" } ?? "") uses the folder \(folder).",
        remedy: "Stop that one, or give this one another --folder.")
    }
    let id = Array("\(getpid())\n".utf8)
    // Only for the message to a second one: the lock holds without it.
    if ftruncate(descriptor, 0) == 0 { _ = write(descriptor, id, id.count) }
    // The descriptor stays open until the process ends.
  }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Int32(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).filter(\.isNumber))
  }
}
