import Glibc
import HubCrypto
package import HubModel

/// Bytes that must be read at random places and are too many for memory: a file without a name, each page of 64 KiB sealed
/// under a key that is made here, never leaves memory and dies with the spool.
///
/// First everything is appended, then `seal` is called, then any part is read. Calls from several threads wait for each other;
/// they are short, and what was read lately comes from memory.
package final class SealedSpool {
  private static let keptPages = 8
  private static let sealedCapacity = SpoolPage.capacity + PageSealer.overhead

  private let file: SpoolFile
  private let sealer = PageSealer()
  private let scratch: UnsafeMutableRawBufferPointer
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var filling: SpoolPage? = SpoolPage()
  private var kept: [SpoolPage] = []
  private var uses: UInt64 = 0
  private var total: UInt64 = 0

  /// - Parameter folder: nil is the system's temporary folder.
  /// - Throws: `spool-unavailable`.
  package init(folder: String? = nil) throws(HubError) {
    file = try SpoolFile(folder: folder ?? Self.temporaryFolder)
    scratch = .allocate(byteCount: Self.sealedCapacity, alignment: 16)
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
    scratch.deallocate()
  }

  /// Bytes appended.
  package var count: UInt64 {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return total
  }

  /// - Throws: `spool-unwritable`, `spool-misused` after `seal`.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(HubError) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard let page = filling else { throw Self.misused }
    var rest = bytes
    while !rest.isEmpty {
      rest = page.fill(rest)
      if page.count == SpoolPage.capacity { try write(page) }
    }
    total += UInt64(bytes.count)
  }

  /// No more is appended; from now on the spool can be read. Idempotent.
  package func seal() throws(HubError) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard let page = filling else { return }
    if page.count > 0 { try write(page) }
    filling = nil
  }

  /// Fills `out` from `offset` on as far as there are bytes.
  /// - Returns: how many there were, 0 at the end.
  /// - Throws: `spool-unreadable`, `spool-changed` where the file is not what was written, `spool-misused` before `seal`.
  package func read(at offset: UInt64, into out: UnsafeMutableRawBufferPointer) throws(HubError) -> Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard filling == nil else { throw Self.misused }
    guard offset < total else { return 0 }
    let wanted = Int(min(UInt64(out.count), total - offset))
    var done = 0
    while done < wanted {
      let place = offset + UInt64(done)
      let start = Int(place % UInt64(SpoolPage.capacity))
      let bytes = try page(place / UInt64(SpoolPage.capacity)).filled
      let count = min(wanted - done, bytes.count - start)
      UnsafeMutableRawBufferPointer(rebasing: out[done...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
      done += count
    }
    return done
  }

  private func write(_ page: SpoolPage) throws(HubError) {
    let place = sealer.pages * UInt64(Self.sealedCapacity)
    let sealed = UnsafeMutableRawBufferPointer(rebasing: scratch[..<(page.count + PageSealer.overhead)])
    sealer.seal(page.filled, into: sealed)
    page.count = 0
    try file.write(UnsafeRawBufferPointer(sealed), at: place)
  }

  private func page(_ number: UInt64) throws(HubError) -> SpoolPage {
    uses += 1
    if let found = kept.first(where: { $0.number == number }) {
      found.lastUse = uses
      return found
    }
    let page = vacant()
    // Until it is whole it must not be found under any number.
    page.number = .max
    page.count = Int(min(UInt64(SpoolPage.capacity), total - number * UInt64(SpoolPage.capacity)))
    let sealed = UnsafeMutableRawBufferPointer(rebasing: scratch[..<(page.count + PageSealer.overhead)])
    try file.read(into: sealed, at: number * UInt64(Self.sealedCapacity))
    let plain = UnsafeMutableRawBufferPointer(rebasing: page.bytes[..<page.count])
    guard sealer.open(UnsafeRawBufferPointer(sealed), page: number, into: plain) else {
      throw HubError("spool-changed", "The temporary file holds something else than what was written to it.")
    }
    page.number = number
    page.lastUse = uses
    return page
  }

  /// A page to read into: a new one, or the one used longest ago.
  private func vacant() -> SpoolPage {
    if kept.count == Self.keptPages, let oldest = kept.min(by: { $0.lastUse < $1.lastUse }) { return oldest }
    let page = SpoolPage()
    kept.append(page)
    return page
  }

  private static var misused: HubError { HubError("spool-misused", "A spool is filled first and read afterwards.") }

  private static var temporaryFolder: String {
    guard let named = getenv("TMPDIR") else { return "/tmp" }
    let folder = String(cString: named)
    return folder.isEmpty ? "/tmp" : folder
  }
}

/// Every access to the state is under `mutex`.
extension SealedSpool: @unchecked Sendable {}
