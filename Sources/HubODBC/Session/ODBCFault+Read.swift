import CODBC

extension ODBCFault {
  /// Reads why the last call on a handle failed: its first record that is more than a warning.
  init(_ kind: Int, _ handle: UnsafeMutableRawPointer, isConnecting: Bool = false) {
    var found: (state: String, number: Int, cause: Cause)?
    for record in Int32(1)...8 {
      var state = [CChar](repeating: 0, count: 6)
      var number: Int32 = 0
      var cause: Int32 = 0
      guard hub_odbc_state(Int32(kind), handle, record, &state, &number, &cause) != 0 else { break }
      let text = String(decoding: state.prefix(5).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let isWarning = text.hasPrefix("01") || text.hasPrefix("00")
      if found == nil || !isWarning { found = (text, Int(number), Cause(cause)) }
      if !isWarning { break }
    }
    self.init(
      state: found?.state ?? "", number: found?.number ?? 0, isConnecting: isConnecting, cause: found?.cause ?? .untold)
  }
}

extension ODBCFault.Cause {
  fileprivate init(_ number: Int32) {
    switch Int(number) {
    case Int(HUB_ODBC_LOGIN): self = .login
    case Int(HUB_ODBC_CERTIFICATE): self = .certificate
    default: self = .untold
    }
  }
}
