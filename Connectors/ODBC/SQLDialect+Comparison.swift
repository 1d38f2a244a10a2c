import HubODBC

extension SQLDialect {
  /// `?` for a text that is compared with `column`, brought to the column's type: databases compare a number with a text as
  /// floating point, or not at all.
  func placeholder(_ column: ODBCColumn) -> String {
    switch self {
    case .mariadb: mariadb(column)
    case .postgresql, .kingbase: postgresql(column)
    case .oracle: oracle(column)
    case .dameng: dameng(column)
    case .sqlserver: sqlserver(column)
    }
  }

  private func mariadb(_ column: ODBCColumn) -> String {
    switch column.kind {
    // A decimal, since BIGINT UNSIGNED does not fit into SIGNED and the driver does not tell them apart.
    case .integer, .bit: "CAST(? AS DECIMAL(65,0))"
    case .decimal: "CAST(? AS DECIMAL(65,30))"
    case .float: "CAST(? AS DOUBLE)"
    case .date: "CAST(? AS DATE)"
    case .time: "CAST(? AS TIME(6))"
    case .timestamp: "CAST(? AS DATETIME(6))"
    case .binary: "UNHEX(?)"
    case .text: "?"
    }
  }

  private func postgresql(_ column: ODBCColumn) -> String {
    switch column.kind {
    case .integer: return "CAST(? AS int8)"
    case .decimal: return "CAST(? AS numeric)"
    case .float: return "CAST(? AS float8)"
    case .bit: return "CAST(? AS bool)"
    case .date: return "CAST(? AS date)"
    case .time: return isZoned(column) ? "CAST(? AS timetz)" : "CAST(? AS time)"
    case .timestamp: return isZoned(column) ? "CAST(? AS timestamptz)" : "CAST(? AS timestamp)"
    case .binary: return "decode(?, 'hex')"
    case .text:
      // `char` alone would be one character.
      let types = ["uuid": "uuid", "char": "bpchar", "bpchar": "bpchar"]
      return "CAST(? AS \(types[column.typeName.lowercased()] ?? "text"))"
    }
  }

  private func oracle(_ column: ODBCColumn) -> String {
    switch column.kind {
    case .integer, .decimal, .float, .bit: "TO_NUMBER(?)"
    case .date: "TO_DATE(?, 'YYYY-MM-DD')"
    case .timestamp:
      Self.bareType(column) == "date"
        ? "CAST(TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS.FF9') AS DATE)" : "TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS.FF9')"
    case .binary: "HEXTORAW(?)"
    case .time, .text: "?"
    }
  }

  private func dameng(_ column: ODBCColumn) -> String {
    switch column.kind {
    case .integer, .bit: "CAST(? AS BIGINT)"
    // DECIMAL alone would have no digits behind the point.
    case .decimal: "TO_NUMBER(?)"
    case .float: "CAST(? AS DOUBLE)"
    case .date: "CAST(? AS DATE)"
    case .time: "CAST(? AS TIME)"
    case .timestamp: "CAST(? AS TIMESTAMP(6))"
    case .binary: "HEXTORAW(?)"
    case .text: "?"
    }
  }

  private func sqlserver(_ column: ODBCColumn) -> String {
    let type = Self.bareType(column)
    // A datetime is equal to no datetime2 of its own digits.
    if Self.sqlserverTypes.contains(type) { return "CAST(? AS \(type))" }
    switch column.kind {
    case .integer, .bit: return "CAST(? AS bigint)"
    case .decimal: return "CAST(? AS decimal(38,10))"
    case .float: return "CAST(? AS float)"
    case .date: return "CAST(? AS date)"
    case .time: return "CAST(? AS time(7))"
    case .timestamp: return "CAST(? AS datetime2(7))"
    case .binary: return "CONVERT(varbinary(8000), ?, 2)"
    case .text: return type == "varchar" || type == "char" ? "CAST(? AS varchar(8000))" : "?"
    }
  }

  /// Types that are whole without a length.
  private static let sqlserverTypes: Set<String> = [
    "bigint", "int", "smallint", "tinyint", "bit", "float", "real", "date", "time", "datetime", "smalldatetime", "datetime2",
    "datetimeoffset", "money", "smallmoney", "uniqueidentifier",
  ]

  /// The type's name without what the catalogue says beside it: `int identity`, `TIMESTAMP(6)`.
  private static func bareType(_ column: ODBCColumn) -> String {
    String(column.typeName.lowercased().prefix { $0 != " " && $0 != "(" })
  }
}
