/// A regular file of a folder.
package struct RemoteFile: Sendable, Equatable {
  /// UTF-8; a name in other bytes stands here percent-encoded, so that no two of them look alike.
  package let name: String
  package let size: UInt64
  /// Seconds since 1970; 0 where unknown. Of a long listing (SFTP, FTP without MLSD) to the minute or the day, and in the
  /// server's own zone taken as UTC: `Transfer.state()` tells it exactly.
  package let modified: Int64
  /// The name's own bytes as they stand in an address.
  package let encodedName: String

  package init(name: String, size: UInt64, modified: Int64) {
    self.init(bytes: Array(name.utf8), size: size, modified: modified)
  }

  init(bytes: [UInt8], size: UInt64, modified: Int64) {
    encodedName = TransferAddress.escaped(bytes)
    name = String(validating: bytes, as: UTF8.self) ?? encodedName
    self.size = size
    self.modified = modified
  }

  /// Bytewise by name.
  static func sorted(_ files: [RemoteFile]) -> [RemoteFile] {
    files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
