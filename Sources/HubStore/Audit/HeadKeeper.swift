import Dispatch
import Glibc
package import HubModel
import Synchronization

/// Where signed heads are kept besides the database: what a rewritten database is held against.
package struct HeadPlaces: Sendable, Equatable {
  package var file: String?
  package var syslog: Bool

  package init(file: String? = nil, syslog: Bool = false) {
    self.file = file
    self.syslog = syslog
  }

  package var isEmpty: Bool { file == nil && !syslog }
}

/// Keeps each signed head outside the database before the answers under it leave. A head is in the file when `keep` returns and on
/// the disk at most a second later; what the system log does with it cannot be known here.
package final class HeadKeeper: Sendable {
  private let places: HeadPlaces
  /// Calls that block stay on a thread of its own.
  private let queue = DispatchQueue(label: "govhub.audit.heads")
  /// Touched on the queue alone.
  private let file: Mutex<HeadFile?>
  private let isSyncDue = Atomic(false)
  /// Set until the file could be opened, and while lines wait that could not be written.
  private let isBehind = Atomic(true)

  /// Nil where no place is given.
  package init?(_ places: HeadPlaces) {
    guard !places.isEmpty else { return nil }
    self.places = places
    file = Mutex(places.file.map { HeadFile(path: $0) })
  }

  /// Asked before each commit: nothing more is put on record while an earlier head could not be kept.
  /// - Throws: `audit-heads-unwritable`.
  package func requireReady() async throws {
    guard isBehind.load(ordering: .acquiring) else { return }
    try await onQueue { file throws(HubError) in try file?.flush() }
  }

  /// - Throws: `audit-heads-unwritable`; the head is kept when the file can be written again.
  package func keep(_ head: SignedHead) async throws {
    let line = head.line
    let isLogged = places.syslog
    try await onQueue { file throws(HubError) in
      try file?.append(line)
      if isLogged { Self.log(line) }
    }
    syncWithinASecond()
  }

  /// Waits for the disk. A file that cannot be written has been told already.
  package func close() async {
    try? await onQueue { file throws(HubError) in
      try file?.sync()
      file?.close()
    }
    // The next head opens it again.
    isBehind.store(true, ordering: .releasing)
  }

  private func syncWithinASecond() {
    guard places.file != nil, !isSyncDue.exchange(true, ordering: .relaxed) else { return }
    queue.asyncAfter(deadline: .now() + .seconds(1)) {
      self.isSyncDue.store(false, ordering: .relaxed)
      try? self.perform { file throws(HubError) in try file?.sync() }
    }
  }

  private typealias Work = @Sendable (inout HeadFile?) throws(HubError) -> Void

  private func onQueue(_ work: @escaping Work) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.async {
        do {
          try self.perform(work)
          continuation.resume()
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }

  private func perform(_ work: Work) throws {
    do {
      try file.withLock { file in try work(&file) }
      isBehind.store(false, ordering: .releasing)
    } catch {
      isBehind.store(true, ordering: .releasing)
      throw error
    }
  }

  /// LOG_AUTHPRIV | LOG_NOTICE of syslog(3).
  private static let priority: Int32 = 10 << 3 | 5

  private static func log(_ line: [UInt8]) {
    String(decoding: line, as: UTF8.self).withCString { text in withVaList([text]) { vsyslog(priority, "%s", $0) } }
  }
}
