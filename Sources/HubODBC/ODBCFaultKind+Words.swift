import HubModel

extension ODBCFaultKind {
  var code: HubError.Code {
    switch self {
    case .driverMissing: "driver-missing"
    case .loginDenied: "login-denied"
    case .notReached: "connection-refused"
    case .lost: "connection-lost"
    case .timedOut: "timed-out"
    case .busy: "source-busy"
    case .tls: "tls-failed"
    case .tableMissing: "table-missing"
    case .columnMissing: "missing-column"
    case .databaseMissing: "database-missing"
    case .forbidden: "permission-denied"
    case .writeRefused: "write-refused"
    case .statementRefused: "statement-refused"
    case .unable: "driver-unable"
    case .other: "odbc-failed"
    }
  }

  var persistence: HubError.Persistence {
    switch self {
    case .notReached, .lost, .timedOut, .busy: .transient
    default: .terminal
    }
  }

  var words: String {
    switch self {
    case .driverMissing: "The ODBC driver or data source does not exist or cannot be loaded"
    case .loginDenied: "The database refuses the login"
    case .notReached: "The driver could not connect to the database"
    case .lost: "The connection to the database was lost"
    case .timedOut: "The database stopped the query, or gave no answer in time"
    case .busy: "The database could not serve the query beside its other work"
    case .tls: "No secured connection to the database could be agreed on"
    case .tableMissing: "The database has no table of that name"
    case .columnMissing: "The database lacks a column that the query names"
    case .databaseMissing: "The server has no database of that name"
    case .forbidden: "The login may not read this"
    case .writeRefused: "The database refused to write: the session is read-only"
    case .statementRefused: "The database does not accept the query"
    case .unable: "The driver cannot do what is needed"
    case .other: "The driver reports a fault"
    }
  }

  var remedy: String? {
    switch self {
    case .driverMissing:
      "Name a driver that `odbcinst -q -d` lists, or a data source of `odbcinst -q -s`; install one with the driver's package "
        + "or `odbcinst -i -d -f <template>`."
    case .loginDenied: "Check user and password of the secret that `connection:` names."
    case .notReached: "Check server, port and database."
    case .forbidden: "Ask the department to grant the login the right to read it."
    default: nil
    }
  }
}
