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
    case .timestamp: "TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS.FF9')"
    case .binary: "HEXTORAW(?)"
    case .time, .text: "?"
    }
  }

  private func dameng(_ column: ODBCColumn) -> String {
    switch column.kind {
    case .integer, .bit: "CAST(? AS BIGINT)"
    case .decimal: "CAST(? AS DECIMAL)"
    case .float: "CAST(? AS DOUBLE)"
    case .date: "CAST(? AS DATE)"
    case .time: "CAST(? AS TIME)"
    case .timestamp: "CAST(? AS TIMESTAMP(6))"
    case .binary: "HEXTORAW(?)"
    case .text: "?"
    }
  }

  private func sqlserver(_ column: ODBCColumn) -> String {
    switch column.kind {
    case .integer, .bit: "CAST(? AS bigint)"
    case .decimal: "CAST(? AS decimal(38,10))"
    case .float: "CAST(? AS float)"
    case .date: "CAST(? AS date)"
    case .time: "CAST(? AS time(7))"
    case .timestamp: "CAST(? AS datetime2(7))"
    case .binary: "CONVERT(varbinary(8000), ?, 2)"
    case .text: "?"
    }
  }
}
