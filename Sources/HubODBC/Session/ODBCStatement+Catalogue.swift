import CODBC
import HubModel

extension ODBCStatement {
  /// The columns of the result; none where the statement has no result.
  func columns() throws(HubError) -> [ODBCColumn] {
    let count = Int(hub_odbc_column_count(raw))
    guard count > 0 else { return [] }
    var columns: [ODBCColumn] = []
    for number in 1...count { columns.append(try column(Int32(number))) }
    return columns
  }

  private func column(_ number: Int32) throws(HubError) -> ODBCColumn {
    var name = [UInt16](repeating: 0, count: 1_024)
    var (length, type, nullable) = (0, 0, 1)
    var size: UInt = 0
    try check(hub_odbc_describe(raw, number, &name, name.count, &length, &type, &size, &nullable))
    var typeName = [UInt16](repeating: 0, count: 256)
    let bytes = hub_odbc_type_name(raw, number, &typeName, typeName.count * 2)
    return ODBCColumn(
      name: String(decoding: name.prefix(max(0, length)), as: UTF16.self), type: type,
      typeName: String(decoding: typeName.prefix(max(0, bytes / 2)), as: UTF16.self), size: Int(clamping: size),
      octets: hub_odbc_octets(raw, number), isNullable: nullable != 0)
  }

  /// Tables and views.
  func tables(catalogue: String?) throws(HubError) {
    let (place, kinds) = (UnitText(catalogue), UnitText("TABLE,VIEW"))
    try check(hub_odbc_tables(raw, place.units, place.count, kinds.units, kinds.count))
    withExtendedLifetime((place, kinds)) {}
  }

  func columns(of table: ODBCTableName) throws(HubError) {
    let parts = table.parts
    try check(
      hub_odbc_columns(
        raw, parts[0].units, parts[0].count, parts[1].units, parts[1].count, parts[2].units, parts[2].count))
    withExtendedLifetime(parts) {}
  }

  func statistics(of table: ODBCTableName) throws(HubError) {
    let parts = table.parts
    try check(
      hub_odbc_statistics(
        raw, parts[0].units, parts[0].count, parts[1].units, parts[1].count, parts[2].units, parts[2].count))
    withExtendedLifetime(parts) {}
  }
}

/// A table as the catalogue's functions name it.
package struct ODBCTableName: Sendable, Equatable {
  package var catalogue: String?
  package var schema: String?
  package var table: String

  package init(catalogue: String? = nil, schema: String? = nil, table: String) {
    self.catalogue = catalogue
    self.schema = schema
    self.table = table
  }

  fileprivate var parts: [UnitText] { [UnitText(catalogue), UnitText(schema), UnitText(table)] }
}
