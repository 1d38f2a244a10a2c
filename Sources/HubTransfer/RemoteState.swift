import CLibCurl

/// What a server tells of a file: its size and time, each nil where it does not.
struct RemoteState {
  let size: Int64?
  /// Seconds since 1970.
  let modified: Int64?

  init(size: Int64?, modified: Int64?) {
    self.size = size
    self.modified = modified
  }

  /// After a transfer.
  init(_ curl: CurlHandle) {
    size = curl.size(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
    modified = curl.size(CURLINFO_FILETIME_T)
  }

  /// Whether a file that had `modified` when its reading began, and was read up to `end`, is still the one told of here.
  func isUnchanged(since modified: Int64?, end: UInt64) -> Bool {
    let hasSameSize = size.map { UInt64(clamping: $0) == end } ?? true
    guard let before = modified, let now = self.modified else { return hasSameSize }
    return hasSameSize && before == now
  }

  /// An empty file's size is not told by curl.
  func file(_ address: TransferAddress) -> RemoteFile {
    RemoteFile(bytes: address.lastName, size: UInt64(clamping: size ?? 0), modified: modified ?? 0)
  }
}
