extension SQLDialect {
  /// Has instants told as Asia/Shanghai tells them, and values in the form that comparisons expect.
  var manners: [String] {
    switch self {
    case .mariadb: ["SET SESSION time_zone = '+08:00'"]
    case .postgresql, .kingbase: ["SET TimeZone = 'Asia/Shanghai'", "SET DateStyle = 'ISO, YMD'"]
    case .oracle:
      [
        "ALTER SESSION SET TIME_ZONE = 'Asia/Shanghai'", "ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,'",
        "ALTER SESSION SET NLS_SORT = BINARY", "ALTER SESSION SET NLS_COMP = BINARY",
      ]
    case .sqlserver: []
    case .dameng: ["SET TIME ZONE '+08:00'"]
    }
  }

  /// Makes a session read-only and gives all its reads one view of the data.
  var fence: [String] {
    switch self {
    case .mariadb: ["SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SET SESSION TRANSACTION READ ONLY"]
    case .postgresql, .kingbase:
      [
        "SET default_transaction_read_only = on",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY, ISOLATION LEVEL REPEATABLE READ",
      ]
    case .sqlserver:
      [
        "IF (\(Self.snapshotState)) = 1 SET TRANSACTION ISOLATION LEVEL SNAPSHOT "
          + "ELSE SET TRANSACTION ISOLATION LEVEL READ COMMITTED"
      ]
    case .oracle, .dameng: []
    }
  }

  /// SQL Server says `1` where the database allows SNAPSHOT isolation.
  static let snapshotState = "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()"

  /// Where read-only is said of a transaction, not of a session. SQL Server has neither.
  var transaction: [String] {
    switch self {
    case .oracle, .dameng: ["SET TRANSACTION READ ONLY"]
    default: []
    }
  }

  /// The connection keywords of server, port and database, and what makes the driver exact.
  /// - Parameters:
  ///   - patience: seconds after which a silent server is lost.
  ///   - libpq: a further word for libpq.
  func keywords(
    server: String?, port: Int?, database: String?, charset: String?, patience: Int, libpq: String?
  ) -> [(name: String, value: String)] {
    var found: [(name: String, value: String?)] =
      switch self {
      case .oracle: [("DBQ", Self.oracleAddress(server, port, database))]
      case .sqlserver: [("SERVER", server.map { host in port.map { "\(host),\($0)" } ?? host }), ("DATABASE", database)]
      case .dameng: [("SERVER", server), ("TCP_PORT", port.map { "\($0)" }), ("DATABASE", database)]
      case .mariadb, .postgresql, .kingbase:
        [(serverWord(server), server), ("PORT", port.map { "\($0)" }), ("DATABASE", database)]
      }
    if self == .mariadb {
      found.append(("CHARSET", charset ?? "utf8mb4"))
      found.append(("READ_TIMEOUT", "\(patience)"))
      found.append(("WRITE_TIMEOUT", "\(patience)"))
    }
    if isPostgreSQL {
      found += Self.psqlodbc
      found.append(("pqopt", ([Self.aliveness] + (libpq.map { [$0] } ?? [])).joined(separator: " ")))
    }
    return found.compactMap { pair in pair.value.map { (name: pair.name, value: $0) } }
  }

  /// MariaDB's driver has a word of its own for a socket.
  private func serverWord(_ server: String?) -> String {
    self == .mariadb && server?.hasPrefix("/") == true ? "SOCKET" : "SERVER"
  }

  /// A line on which nobody confirms anything is lost after two minutes.
  private static let aliveness =
    "keepalives=1 keepalives_idle=60 keepalives_interval=10 keepalives_count=6 tcp_user_timeout=120000"

  private static func oracleAddress(_ server: String?, _ port: Int?, _ database: String?) -> String? {
    guard let server else { return database }
    return "//\(server):\(port ?? 1_521)/\(database ?? "")"
  }

  /// Rows in portions by a cursor of the server; unlimited text told as too long for a buffer, where the driver would say 255;
  /// no log of what passes.
  private static let psqlodbc: [(name: String, value: String?)] = [
    ("UseDeclareFetch", "1"), ("Fetch", "1000"), ("MaxVarcharSize", "20000"), ("MaxLongVarcharSize", "1000000"),
    ("UnknownsAsLongVarchar", "1"), ("TextAsLongVarchar", "1"), ("BoolsAsChar", "0"), ("ByteaAsLongVarBinary", "1"),
    ("Debug", "0"), ("CommLog", "0"),
  ]
}
