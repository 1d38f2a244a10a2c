import CLibZip
package import HubModel

/// One entry's bytes, unpacked as they are pulled: the one owner of libzip's open file. Used by one caller at a time.
package final class ArchiveReader {
  private let handle: ZipHandle
  private let raw: OpaquePointer
  private let size: UInt64
  private var produced: UInt64 = 0

  init(_ entry: ArchiveEntry, of handle: ZipHandle) throws(HubError) {
    guard let raw = zip_fopen_index(handle.raw, entry.index, 0) else { throw handle.fault(zip_get_error(handle.raw)) }
    self.raw = raw
    self.handle = handle
    size = entry.size
  }

  deinit { zip_fclose(raw) }

  /// Fills `out` from its start.
  /// - Returns: how many bytes; 0 at the end, and only then is the checksum known to be right.
  /// - Throws: `archive-damaged`, what the spool throws.
  package func read(into out: UnsafeMutableRawBufferPointer) throws(HubError) -> Int {
    guard let start = out.baseAddress, !out.isEmpty else { return 0 }
    let count = zip_fread(raw, start, UInt64(out.count))
    guard count >= 0 else { throw handle.fault(zip_file_get_error(raw)) }
    produced += UInt64(count)
    // libzip itself does not mind an entry longer than its directory tells.
    guard produced <= size, count > 0 || produced == size else {
      throw HubError.archiveDamaged("an entry is not as long as its directory tells")
    }
    return Int(count)
  }
}
