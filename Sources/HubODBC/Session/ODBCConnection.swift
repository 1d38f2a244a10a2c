import CODBC
import HubModel

/// Owner of an environment handle.
final class ODBCEnvironment {
  let raw: UnsafeMutableRawPointer

  init() throws(HubError) {
    guard let made = hub_odbc_allocate(Int32(HUB_ODBC_ENVIRONMENT), nil) else {
      throw HubError("odbc-failed", "The ODBC driver manager could not be set up.")
    }
    raw = made
  }

  deinit { hub_odbc_free(Int32(HUB_ODBC_ENVIRONMENT), raw) }
}

/// Owner of a connection handle. Blocks: for a session's thread alone.
final class ODBCConnection {
  let raw: UnsafeMutableRawPointer
  private let environment: ODBCEnvironment
  private var isConnected = false

  init(_ environment: ODBCEnvironment) throws(HubError) {
    guard let made = hub_odbc_allocate(Int32(HUB_ODBC_CONNECTION), environment.raw) else {
      throw HubError("odbc-failed", "The ODBC driver manager gave no connection handle.")
    }
    self.environment = environment
    raw = made
  }

  deinit {
    if isConnected { hub_odbc_disconnect(raw) }
    hub_odbc_free(Int32(HUB_ODBC_CONNECTION), raw)
  }

  func connect(_ text: ConnectionText, timeout: Int) throws(HubError) {
    hub_odbc_guard(raw, timeout)
    let code = Int(hub_odbc_connect(raw, text.units, text.units.count))
    guard code == HUB_ODBC_SUCCESS || code == HUB_ODBC_INFO else {
      throw ODBCFault(HUB_ODBC_CONNECTION, raw, isConnecting: true).error
    }
    isConnected = true
    _ = hub_odbc_manual_commit(raw)
  }

  /// Makes what the session's statements set lasting.
  func commit() throws(HubError) {
    let code = Int(hub_odbc_end(raw, 1))
    guard code == HUB_ODBC_SUCCESS || code == HUB_ODBC_INFO else { throw ODBCFault(HUB_ODBC_CONNECTION, raw).error }
  }

  /// Ends a transaction that a failed statement has made useless.
  func rollback() { _ = hub_odbc_end(raw, 0) }

  func info(_ what: Int) -> String {
    var room = [UInt16](repeating: 0, count: 256)
    let bytes = hub_odbc_info(raw, Int32(what), &room, room.count * 2)
    return bytes < 0 ? "" : String(decoding: room.prefix(min(bytes / 2, room.count - 1)), as: UTF16.self)
  }
}
