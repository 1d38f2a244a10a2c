internal import CLibPQ
internal import Glibc

/// Owns one PGconn and is used by one thread. Opens without blocking, within a deadline (name resolution excepted).
final class Link {
  let handle: OpaquePointer

  /// `replicates`: speaks the replication protocol, outside the pipeline.
  init(_ configuration: PostgresConfiguration, deadline: UInt64, replicates: Bool = false) throws(PostgresError) {
    if configuration.server == nil, let uri = configuration.uri { try Self.checkAddress(uri) }
    let keywords = configuration.keywords + (replicates ? [("replication", "database")] : [])
    guard !keywords.contains(where: { $0.1.utf8.contains(0) }) else { throw .badAddress }
    // A database's name is never read as an address, except where an address was given as one.
    guard let handle = Self.begin(keywords, expands: configuration.server == nil) else { throw .unreachable }
    self.handle = handle
    hub_silence(handle)
    try finishConnecting(deadline)
    guard PQserverVersion(handle) >= configuration.oldestVersion else { throw .tooOld(configuration.oldestVersion) }
    guard PQsetnonblocking(handle, 1) == 0 else { throw .lost }
    guard replicates || PQenterPipelineMode(handle) == 1 else { throw .lost }
  }

  deinit { PQfinish(handle) }

  private static func checkAddress(_ uri: String) throws(PostgresError) {
    guard !uri.utf8.contains(0) else { throw .badAddress }
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(uri, &message) else {
      PQfreemem(message)
      throw .badAddress
    }
    PQconninfoFree(options)
  }

  private static func begin(_ keywords: [(String, String)], expands: Bool) -> OpaquePointer? {
    let names = keywords.map { strdup($0.0) }, values = keywords.map { strdup($0.1) }
    defer { for text in names + values { free(text) } }
    let namePointers = names.map { UnsafePointer($0) } + [nil]
    let valuePointers = values.map { UnsafePointer($0) } + [nil]
    return PQconnectStartParams(namePointers, valuePointers, expands ? 1 : 0)
  }

  private func finishConnecting(_ deadline: UInt64) throws(PostgresError) {
    var step = PGRES_POLLING_WRITING
    while step != PGRES_POLLING_OK {
      guard step != PGRES_POLLING_FAILED, PQstatus(handle) != CONNECTION_BAD else { throw connectFailure }
      let remaining = Clock.millisecondsUntil(deadline)
      guard remaining > 0 else { throw .connectTimedOut }
      var watched = pollfd(
        fd: PQsocket(handle), events: Int16(step == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
      guard poll(&watched, 1, remaining) != 0 else { throw .connectTimedOut }
      step = PQconnectPoll(handle)
    }
  }

  /// libpq was told to write nothing but SQLSTATE into messages; without one the server was not reached.
  private var connectFailure: PostgresError {
    let message = String(cString: PQerrorMessage(handle))
    let words = message.split { $0 == " " || $0 == "\n" }
    guard let state = words.last, state.utf8.count == 5,
      state.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    else { return Self.fault(in: message) }
    return PostgresError(String(state))
  }

  /// libpq's own faults have no code: its words for those that waiting does not mend.
  private static func fault(in message: String) -> PostgresError {
    let untrusted = ["certificate verify failed", "server certificate for", "root certificate file", "does not support SSL"]
    if untrusted.contains(where: { message.contains($0) }) { return .untrusted }
    return message.contains("could not translate host name") ? .hostUnknown : .unreachable
  }

  var isBroken: Bool { PQstatus(handle) == CONNECTION_BAD }
  var isBusy: Bool { PQisBusy(handle) != 0 }
  var socket: Int32 { PQsocket(handle) }
}

enum Clock {
  /// Monotonic nanoseconds.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  static func deadline(after duration: Duration?) -> UInt64 {
    duration.map { now + $0.nanoseconds } ?? .max
  }

  /// For poll: −1 without a deadline, rounded up so that the deadline has passed afterwards.
  static func millisecondsUntil(_ deadline: UInt64) -> Int32 {
    if deadline == .max { return -1 }
    let now = now
    return deadline <= now ? 0 : Int32(clamping: (deadline - now + 999_999) / 1_000_000)
  }
}
