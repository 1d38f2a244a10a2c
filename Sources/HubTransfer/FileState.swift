import Glibc
import HubModel

/// A file's size and time when its reading began: a file that changes meanwhile was not all there yet.
struct FileState {
  private let size: Int64
  private let nanoseconds: Int
  /// Seconds since 1970.
  let modified: Int64

  /// Nil for other addresses than files.
  /// - Throws: `file-missing`, `file-unreadable`.
  init?(_ address: TransferAddress) throws(HubError) {
    guard let path = address.filePath else { return nil }
    var state = stat()
    guard stat(path, &state) == 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw HubError(
        isMissing ? "file-missing" : "file-unreadable",
        "\(address.shown) \(isMissing ? "does not exist" : "cannot be looked at").")
    }
    guard state.st_mode & S_IFMT == S_IFREG else {
      throw HubError("file-unreadable", "\(address.shown) is not a regular file.")
    }
    size = Int64(state.st_size)
    modified = Int64(state.st_mtim.tv_sec)
    nanoseconds = state.st_mtim.tv_nsec
  }

  /// - Parameter end: where the reading ended, counted from the file's start.
  /// - Throws: `file-changed`, transient.
  func check(_ address: TransferAddress, end: UInt64) throws(HubError) {
    let now = try FileState(address)
    let isSame = now?.size == size && now?.modified == modified && now?.nanoseconds == nanoseconds
    guard isSame, end == UInt64(size) else { throw Self.changed(address) }
  }

  func file(_ address: TransferAddress) -> RemoteFile {
    RemoteFile(bytes: address.lastName, size: UInt64(clamping: size), modified: modified)
  }

  static func changed(_ address: TransferAddress) -> HubError {
    HubError(
      "file-changed", "\(address.shown) changed while it was read.",
      remedy: "Read it again when the department has finished writing.", persistence: .transient)
  }
}
