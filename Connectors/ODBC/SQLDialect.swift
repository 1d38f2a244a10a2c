import HubODBC

/// What databases say differently: quoting, comparing with a text, read-only sessions, pages.
enum SQLDialect: String, Sendable, CaseIterable {
  case mariadb, postgresql, oracle, sqlserver, dameng, kingbase

  /// KingbaseES speaks PostgreSQL's language.
  var isPostgreSQL: Bool { self == .postgresql || self == .kingbase }
  /// Those that the tests run against.
  var isTested: Bool { self == .mariadb || self == .postgresql }

  /// Those that reach a socket of this machine where no server is named.
  var hasSocket: Bool { self == .mariadb || isPostgreSQL }

  func quoted(_ name: String) -> String {
    switch self {
    case .mariadb: "`\(name.replacing("`", with: "``"))`"
    case .sqlserver: "[\(name.replacing("]", with: "]]"))]"
    default: "\"\(name.replacing("\"", with: "\"\""))\""
    }
  }

  /// A column of the source that every query names `q`.
  func named(_ column: ODBCColumn) -> String { "q.\(quoted(column.name))" }

  /// How a column is asked for. PostgreSQL's driver brings times without their zone, and `infinity` and years before Christ as
  /// other dates: the database's own text is exact.
  func selected(_ column: ODBCColumn) -> String {
    let isTime = column.kind == .date || column.kind == .time || column.kind == .timestamp
    return isTime && isPostgreSQL ? "CAST(\(named(column)) AS varchar(64))" : named(column)
  }

  /// Rows a query asks for where the driver would otherwise hold a whole result in memory.
  var isPaged: Bool { self == .mariadb }

  func limited(_ rows: Int) -> String {
    switch self {
    case .oracle: " FETCH FIRST \(rows) ROWS ONLY"
    case .sqlserver: " OFFSET 0 ROWS FETCH NEXT \(rows) ROWS ONLY"
    default: " LIMIT \(rows)"
    }
  }

  /// The source's clock as text of the cursor's form, in the session's zone.
  func now(for column: ODBCColumn) -> String {
    switch self {
    case .mariadb: return "SELECT CAST(NOW(6) AS CHAR)"
    case .postgresql, .kingbase:
      let type = isZoned(column) ? "timestamptz" : "timestamp"
      return "SELECT CAST(CAST(clock_timestamp() AS \(type)) AS varchar(64))"
    case .oracle, .dameng: return "SELECT TO_CHAR(CURRENT_TIMESTAMP, 'YYYY-MM-DD HH24:MI:SS.FF6') FROM DUAL"
    case .sqlserver: return "SELECT CONVERT(varchar(27), SYSDATETIME(), 121)"
    }
  }

  func isZoned(_ column: ODBCColumn) -> Bool {
    let name = column.typeName.lowercased()
    return name.hasSuffix("tz") || name.hasSuffix("with time zone")
  }
}
