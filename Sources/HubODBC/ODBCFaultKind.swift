/// What a fault means, whichever driver it comes from.
enum ODBCFaultKind {
  case driverMissing, loginDenied, notReached, lost, timedOut, busy, tls
  case tableMissing, columnMissing, databaseMissing, forbidden, writeRefused, statementRefused, unable, other

  init(_ fault: ODBCFault) {
    self =
      Self.byCause(fault.cause) ?? Self.byState(fault.state, fault.isConnecting) ?? Self.byNumber(fault) ?? Self.byClass(
        fault.state) ?? .other
  }

  private static func byCause(_ cause: ODBCFault.Cause) -> ODBCFaultKind? {
    switch cause {
    case .untold: nil
    case .login: .loginDenied
    case .certificate: .tls
    }
  }

  private static func byState(_ state: String, _ isConnecting: Bool) -> ODBCFaultKind? {
    switch state {
    case "IM002", "IM003", "IM004", "IM005", "IM012": .driverMissing
    // The driver manager of unixODBC says "can't open lib" as a warning.
    case "01000" where isConnecting: .driverMissing
    case "28000", "28P01": .loginDenied
    case "08001": .notReached
    case "57P01", "57P02", "57P03": .lost
    case "HYT00", "HYT01", "HY008", "HY018", "57014", "70100": .timedOut
    case "40001", "40P01": .busy
    case "42S02", "42P01": .tableMissing
    case "42S22", "42703": .columnMissing
    case "3D000": .databaseMissing
    case "42501": .forbidden
    case "25006": .writeRefused
    case "IM001", "HYC00": .unable
    default: nil
    }
  }

  /// MariaDB's and MySQL's own numbers, where their driver gives a state that says nothing.
  private static func byNumber(_ fault: ODBCFault) -> ODBCFaultKind? {
    guard fault.state == "HY000" || fault.state == "42000" else { return nil }
    return switch fault.number {
    case 2002, 2003, 2005: .notReached
    case 2006, 2013, 2055: .lost
    case 2026: .tls
    case 1205, 1213: .busy
    case 1049: .databaseMissing
    case 1044, 1142, 1143: .forbidden
    case 1045: .loginDenied
    default: nil
    }
  }

  private static func byClass(_ state: String) -> ODBCFaultKind? {
    switch state.prefix(2) {
    case "08": .lost
    case "28": .loginDenied
    case "40", "53": .busy
    case "37", "42": .statementRefused
    default: nil
    }
  }
}
