import HubModel
import Testing

@testable import HubODBC

@Suite("Faults")
struct ODBCFaultTests {
  @Test(
    "SQLSTATE and number decide",
    arguments: [
      ("08S01", 0, "connection-lost", true), ("08001", 101, "connection-refused", true),
      ("08004", 1040, "connection-lost", true),
      ("28000", 1045, "login-denied", false), ("HYT00", 0, "timed-out", true), ("57014", 1, "timed-out", true),
      ("42S02", 1146, "table-missing", false), ("42P01", 1, "table-missing", false), ("42S22", 1054, "missing-column", false),
      ("IM002", 0, "driver-missing", false), ("25006", 1792, "write-refused", false),
      ("42000", 1142, "permission-denied", false),
      ("42000", 1064, "statement-refused", false), ("40P01", 1, "source-busy", true), ("22012", 0, "odbc-failed", false),
      ("", 0, "odbc-failed", false),
    ])
  func kinds(_ state: String, _ number: Int, _ code: String, _ isTransient: Bool) {
    let error = ODBCFault(state: state, number: number).error
    #expect(error.code.rawValue == code)
    #expect((error.persistence == .transient) == isTransient)
  }

  @Test("While signing in, the driver manager's warning means a missing driver, and MariaDB's numbers a server out of reach")
  func connecting() {
    #expect(ODBCFault(state: "01000", isConnecting: true).error.code == "driver-missing")
    #expect(ODBCFault(state: "01000").error.code == "odbc-failed")
    #expect(ODBCFault(state: "HY000", number: 2002, isConnecting: true).error.code == "connection-refused")
  }

  @Test("The remedy for a missing driver names odbcinst; a state that is none is not printed")
  func words() {
    let missing = ODBCFault(state: "IM002").error
    #expect(missing.remedy?.contains("odbcinst") == true)
    let odd = ODBCFault(state: "a;b=c").error
    #expect(!"\(odd)".contains("a;b"))
  }
}
