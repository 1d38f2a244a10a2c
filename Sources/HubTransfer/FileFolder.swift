import Glibc
import HubModel

/// A folder of the file system while it is read.
final class FileFolder {
  private let folder: OpaquePointer
  private let shown: String

  /// - Throws: `file-missing`, `file-unreadable`.
  init(_ path: [CChar], shown: String) throws(HubError) {
    guard let folder = opendir(path) else {
      let isMissing = errno == ENOENT
      throw HubError(
        isMissing ? "file-missing" : "file-unreadable",
        "\(shown) \(isMissing ? "does not exist" : "is no folder that can be read").")
    }
    self.folder = folder
    self.shown = shown
  }

  deinit { closedir(folder) }

  /// The regular files in it, in no order; links are left out, as in a listing over the network.
  /// - Throws: `file-unreadable`.
  func files() throws(HubError) -> [RemoteFile] {
    var files: [RemoteFile] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else { break }
      let name = Self.name(of: entry)
      if let file = file(name) { files.append(file) }
    }
    guard errno == 0 else {
      throw HubError("file-unreadable", "\(shown) could not be read to its end.", persistence: .transient)
    }
    return files
  }

  /// Nil for what is no regular file, or is gone meanwhile.
  private func file(_ name: [UInt8]) -> RemoteFile? {
    var state = stat()
    let path = name.map { CChar(truncatingIfNeeded: $0) } + [0]
    guard fstatat(dirfd(folder), path, &state, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    guard state.st_mode & S_IFMT == S_IFREG else { return nil }
    return RemoteFile(bytes: name, size: UInt64(clamping: state.st_size), modified: Int64(state.st_mtim.tv_sec))
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    withUnsafeBytes(of: &entry.pointee.d_name) { bytes in Array(bytes.prefix { $0 != 0 }) }
  }
}
