import HubTesting

/// What the connectors do not take, all of it: a number to keep small.
enum ConformanceBypasses {
  static var all: [(connector: String, bypasses: [Bypass])] {
    var all = [
      (connector: "files over file:", bypasses: FilesSubject.localBypasses),
      (connector: "files over sftp:", bypasses: FilesSubject.secureShellBypasses),
      (connector: "files over ftps:", bypasses: FilesSubject.transferBypasses),
      (connector: "files, workbooks", bypasses: FilesSubject.localBypasses),
      (connector: "files, zip archives", bypasses: FilesSubject.localBypasses),
      (connector: "files over https:", bypasses: FilesSubject.webBypasses),
    ]
    #if canImport(RESTConnector)
      all.append((connector: "rest", bypasses: RESTSubject.bypasses))
    #endif
    #if canImport(SOAPConnector)
      all.append((connector: "soap", bypasses: SOAPSubject.bypasses))
    #endif
    #if canImport(ODBCConnector)
      all.append((connector: "odbc on MariaDB", bypasses: ODBCSubject.mariaDBBypasses))
      all.append((connector: "odbc on PostgreSQL", bypasses: ODBCSubject.postgreSQLBypasses))
    #endif
    #if canImport(PostgreSQLConnector)
      all.append((connector: "postgresql", bypasses: PostgreSQLSubject.bypasses))
      all.append((connector: "postgresql, a stream's snapshot", bypasses: StreamSubject.snapshotBypasses))
      all.append((connector: "postgresql, a stream's changes", bypasses: StreamSubject.changesBypasses))
    #endif
    return all
  }
}
