package import HubModel
import HubPostgres

extension PostgresVerificationStore {
  package func counts(_ query: CountQuery) async throws -> StoredCounts {
    let (sql, parameters) = try query.statement(queries.schema, queries.datasetIDs)
    let rows = try await counting.query(sql, parameters)
    guard rows.bool(0, 0) == false else {
      throw HubError("counts-moving", "The data to be counted are being replaced.", persistence: .transient)
    }
    let width = query.groupings.count
    return StoredCounts(
      (0..<rows.count).compactMap { row in
        rows.int8(row, width + 1).map { count in
          StoredCounts.Group(values: (1...width).map { rows.text(row, $0) }, count: Int(count))
        }
      })
  }
}
