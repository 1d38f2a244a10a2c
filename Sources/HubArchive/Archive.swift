import CLibZip
import Glibc
package import HubModel

/// A zip archive in a spool. Nothing of it is ever written to a disk in the clear, and archives within it are not opened.
///
/// Used by one caller at a time; several entries may be open at once.
package final class Archive {
  /// In the order of the archive's directory.
  package let entries: [ArchiveEntry]
  private let handle: ZipHandle

  /// - Parameter spool: sealed, with all bytes of the archive.
  /// - Throws: `archive-damaged`; `archive-bomb` where its directory tells of more than `limits` allow.
  package init(_ spool: SealedSpool, limits: ArchiveLimits = ArchiveLimits()) throws(HubError) {
    guard spool.count > 0 else { throw HubError.archiveDamaged("it is empty") }
    let handle = try ZipHandle(spool)
    let count = zip_get_num_entries(handle.raw, 0)
    guard count <= limits.entries else { throw HubError.archiveBomb("\(count) entries, \(limits.entries) are allowed") }
    var entries: [ArchiveEntry] = []
    var total: UInt64 = 0
    for index in 0..<UInt64(max(0, count)) {
      let entry = try Self.entry(index, of: handle)
      guard entry.compressedSize <= spool.count else { throw HubError.archiveDamaged("an entry is larger than the archive") }
      try Self.check(entry, after: total, limits)
      total += entry.size
      entries.append(entry)
    }
    self.handle = handle
    self.entries = entries
  }

  /// The entry's bytes, to be pulled.
  /// - Throws: `archive-path-unsafe`, `archive-encrypted`, `archive-unsupported`, `archive-damaged`.
  package func open(_ entry: ArchiveEntry) throws(HubError) -> ArchiveReader {
    guard EntryName.isSafe(entry.name) else {
      throw HubError(
        "archive-path-unsafe", "An entry of the archive has a name that leads out of the archive.",
        remedy: "Ask the department who made the archive, and how.")
    }
    if entry.isEncrypted { throw HubError.archiveEncrypted }
    return try ArchiveReader(entry, of: handle)
  }

  /// The entry's bytes, in pieces of at most 64 KiB. What `body` throws is thrown on.
  package func read(_ entry: ArchiveEntry, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let reader = try open(entry)
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = try reader.read(into: piece)
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }

  private static func entry(_ index: UInt64, of handle: ZipHandle) throws(HubError) -> ArchiveEntry {
    var state = zip_stat_t()
    zip_stat_init(&state)
    let needed = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)
    guard zip_stat_index(handle.raw, index, 0, &state) == 0, state.valid & needed == needed,
      let name = zip_get_name(handle.raw, index, ZIP_FL_ENC_RAW)
    else { throw HubError.archiveDamaged("its directory is broken") }
    let raw = UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) }
    return ArchiveEntry(
      name: EntryName.decoded(raw), size: state.size, compressedSize: state.comp_size, index: index,
      isEncrypted: state.encryption_method != UInt16(ZIP_EM_NONE))
  }

  private static func check(_ entry: ArchiveEntry, after total: UInt64, _ limits: ArchiveLimits) throws(HubError) {
    guard total <= limits.total, entry.size <= limits.total - total else {
      throw HubError.archiveBomb("more than \(limits.total) bytes")
    }
    if entry.size > limits.ratioFrom, entry.size / limits.ratio > entry.compressedSize {
      throw HubError.archiveBomb("an entry of more than \(limits.ratio) times its packed size")
    }
  }
}
