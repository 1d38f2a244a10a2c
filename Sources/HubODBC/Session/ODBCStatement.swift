import CODBC
import HubModel

/// Owner of a statement handle. Blocks: for a session's thread alone, its cancellation excepted.
final class ODBCStatement {
  let raw: UnsafeMutableRawPointer
  private let connection: ODBCConnection
  private let cancelPoint: CancelPoint
  private var parameters: [UnitText] = []
  private let lengths: UnsafeMutablePointer<Int>
  private static let parametersAtMost = 256

  init(_ connection: ODBCConnection, _ cancelPoint: CancelPoint) throws(HubError) {
    guard let made = hub_odbc_allocate(Int32(HUB_ODBC_STATEMENT), connection.raw) else {
      throw ODBCFault(HUB_ODBC_CONNECTION, connection.raw).error
    }
    self.connection = connection
    self.cancelPoint = cancelPoint
    raw = made
    lengths = .allocate(capacity: Self.parametersAtMost)
    lengths.initialize(repeating: 0, count: Self.parametersAtMost)
  }

  deinit {
    hub_odbc_free(Int32(HUB_ODBC_STATEMENT), raw)
    lengths.deallocate()
  }

  func execute(_ query: ODBCQuery, timeout: Int) throws(HubError) {
    hub_odbc_prepare_statement(raw, timeout)
    try bind(query.parameters)
    let text = Array(query.sql.utf16)
    // Only now: MariaDB's driver takes the cancellation of a statement that is being fetched for its end, and frees the rows.
    cancelPoint.enter(raw)
    let code = hub_odbc_execute(raw, text, text.count)
    cancelPoint.leave()
    try check(code)
  }

  private func bind(_ texts: [String]) throws(HubError) {
    guard texts.count <= Self.parametersAtMost else {
      throw HubError("odbc-failed", "A query has more than \(Self.parametersAtMost) parameters.")
    }
    parameters = texts.map { UnitText($0) }
    for (index, text) in parameters.enumerated() {
      lengths[index] = text.count * 2
      try check(hub_odbc_parameter(raw, Int32(index + 1), text.units, text.count * 2, lengths + index))
    }
  }

  /// - Throws: the fault of the last call, unless it succeeded or found no data.
  func check(_ code: Int32) throws(HubError) {
    switch Int(code) {
    case HUB_ODBC_SUCCESS, HUB_ODBC_INFO, HUB_ODBC_NO_DATA: return
    default: throw ODBCFault(HUB_ODBC_STATEMENT, raw).error
    }
  }
}
