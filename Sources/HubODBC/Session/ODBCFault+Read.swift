import CODBC

extension ODBCFault {
  /// Reads why the last call on a handle failed: its first record that is more than a warning.
  init(_ kind: Int, _ handle: UnsafeMutableRawPointer, isConnecting: Bool = false) {
    var found: (state: String, number: Int)?
    for record in Int32(1)...8 {
      var state = [CChar](repeating: 0, count: 6)
      var number: Int32 = 0
      guard hub_odbc_state(Int32(kind), handle, record, &state, &number) != 0 else { break }
      let text = String(decoding: state.prefix(5).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let isWarning = text.hasPrefix("01") || text.hasPrefix("00")
      if found == nil || !isWarning { found = (text, Int(number)) }
      if !isWarning { break }
    }
    self.init(state: found?.state ?? "", number: found?.number ?? 0, isConnecting: isConnecting)
  }
}
