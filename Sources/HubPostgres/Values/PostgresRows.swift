internal import CLibPQ
package import HubModel

/// The answer to one statement: rows in binary form, held in libpq's memory until the last reference goes.
///
/// An accessor gives nil for NULL and stops the program when the column holds a type it does not read: a statement's
/// types are fixed in the source, and a nil there would look like a missing value.
package final class PostgresRows: Sendable {
  private let storage: ResultStorage
  package let count: Int
  package let columnCount: Int

  init(taking result: OpaquePointer) {
    storage = ResultStorage(result)
    count = Int(PQntuples(result))
    columnCount = Int(PQnfields(result))
  }

  private var result: OpaquePointer { storage.result }

  package var columns: [String] { (0..<columnCount).map { String(cString: PQfname(result, Int32($0))) } }

  /// Rows inserted, updated, deleted, selected or copied; 0 for statements that count nothing.
  package var affected: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// The command as the server names it, for example `ROLLBACK` or `INSERT 0 1`.
  var commandTag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

  /// Object identifier of a column's type; of a domain, its base type.
  package func typeID(_ column: Int) -> UInt32 { type(of: column) }

  /// Bytes that the answer takes in memory.
  package var memory: Int { Int(PQresultMemorySize(result)) }

  func type(of column: Int) -> UInt32 { PQftype(result, Int32(column)) }

  /// The value as the server sent it, nil for NULL. Valid as long as the rows are.
  package func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
    precondition(row >= 0 && row < count && column >= 0 && column < columnCount, "no such row or column")
    let row = Int32(row), column = Int32(column)
    guard PQgetisnull(result, row, column) == 0 else { return nil }
    return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
  }

  package func isNull(_ row: Int, _ column: Int) -> Bool { bytes(row, column) == nil }

  package func fingerprint(_ row: Int, _ column: Int) -> Fingerprint? {
    bytes(row, column).flatMap { Fingerprint(bytes: $0) }
  }
}

/// Owns one PGresult.
private final class ResultStorage {
  let result: OpaquePointer
  init(_ result: OpaquePointer) { self.result = result }
  deinit { PQclear(result) }
}

// A PGresult is not changed after libpq hands it over, and libpq's read accessors may be called from any thread.
extension ResultStorage: @unchecked Sendable {}
