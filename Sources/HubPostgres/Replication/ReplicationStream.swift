internal import CLibPQ
internal import Glibc

/// The life of a stream on its thread: takes what comes while there is room, tells the server every second that we live, and
/// says goodbye.
struct ReplicationStream {
  private static let statusInterval: UInt64 = 1_000_000_000

  let wire: ReplicationWire
  /// What the server may forget; it stays for the whole stream.
  let confirmed: WALPosition
  private var nextStatus: UInt64 = 0

  init(_ wire: ReplicationWire, confirmed: WALPosition) {
    self.wire = wire
    self.confirmed = confirmed
  }

  private var queue: ReplicationQueue { wire.queue }

  mutating func run() {
    var fault: PostgresError?
    do throws(PostgresError) {
      let link = try wire.current
      while !queue.isGivenUp {
        var hasMore = false
        if queue.hasRoom { hasMore = try take(link) }
        try tell(link)
        if !hasMore || !queue.hasRoom { try wait(link) }
      }
      wire.endStream()
    } catch {
      fault = error
    }
    wire.close()
    queue.end(fault)
  }

  /// All that libpq has, up to a queue's worth; true where it may have more.
  private mutating func take(_ link: Link) throws(PostgresError) -> Bool {
    var events: [ReplicationEvent] = []
    var bytes = 0
    var fault: PostgresError?
    while bytes < ReplicationQueue.mostBytes, fault == nil {
      var row: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(link.handle, &row, 1)
      guard length > 0, let row else {
        if length < 0 { fault = ended(link) }
        break
      }
      defer { PQfreemem(row) }
      do throws(PostgresError) {
        events.append(try event(UnsafeRawBufferPointer(start: row, count: Int(length))))
        bytes += Int(length)
      } catch {
        fault = error
      }
    }
    if !events.isEmpty { queue.put(events, bytes: bytes) }
    if let fault { throw fault }
    return bytes >= ReplicationQueue.mostBytes
  }

  private mutating func event(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) -> ReplicationEvent {
    switch try ReplicationFrame(bytes) {
    case .data(let message): return .message(message)
    case .keepalive(let position, let wantsReply):
      if wantsReply { nextStatus = 0 }
      return .reached(position)
    }
  }

  /// Why the server ended the stream.
  private func ended(_ link: Link) -> PostgresError {
    guard let result = PQgetResult(link.handle) else { return .lost }
    defer { PQclear(result) }
    return PQresultStatus(result) == PGRES_FATAL_ERROR ? PostgresError(result: result) : .lost
  }

  private mutating func tell(_ link: Link) throws(PostgresError) {
    guard Clock.now >= nextStatus else { return }
    nextStatus = Clock.now + Self.statusInterval
    let status = ReplicationFrame.status(confirmed: confirmed, now: microsecondsNow, wantsReply: queue.hasRoom)
    let sent = status.withUnsafeBytes {
      PQputCopyData(link.handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
    }
    guard sent >= 0 else { throw .lost }
  }

  private func wait(_ link: Link) throws(PostgresError) {
    let unsent = PQflush(link.handle)
    guard unsent >= 0 else { throw .lost }
    let remaining = Clock.millisecondsUntil(nextStatus)
    let isReading = queue.hasRoom
    let ready = hub_wait(isReading ? link.socket : -1, unsent, queue.wakeUp, remaining)
    if ready & 4 != 0 { hub_wake_clear(queue.wakeUp) }
    // Also when nothing came: TLS may hold bytes that the socket no longer announces.
    if isReading, PQconsumeInput(link.handle) != 1 { throw .lost }
  }

  private var microsecondsNow: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000 - microsecondsTo2000
  }
}
