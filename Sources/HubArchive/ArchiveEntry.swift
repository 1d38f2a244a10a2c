/// One file or folder of an archive, as its directory tells.
package struct ArchiveEntry: Sendable, Equatable {
  /// With `/` between its parts, or whatever its writer used.
  package let name: String
  /// Bytes unpacked.
  package let size: UInt64
  package let compressedSize: UInt64
  package let isFolder: Bool
  let index: UInt64
  let isEncrypted: Bool

  init(name: String, size: UInt64, compressedSize: UInt64, index: UInt64, isEncrypted: Bool) {
    self.name = name
    self.size = size
    self.compressedSize = compressedSize
    self.index = index
    self.isEncrypted = isEncrypted
    isFolder = name.hasSuffix("/") || name.hasSuffix("\\")
  }
}
