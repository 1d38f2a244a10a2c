import HubCrypto
import HubModel
import HubPostgres

/// Opens a record: each sealed attribute from the landing row of the source that won it.
struct CellReader {
  let entity: Entity
  let queries: HubQueries
  let sealers: @Sendable (String) throws -> Sealer
  let pool: PostgresPool

  func values(of record: FoundRecord) async throws -> [String: String] {
    var values: [String: String] = [:]
    var sealed: [Int16: [Attribute]] = [:]
    for attribute in entity.attributes {
      if !attribute.level.isSealed {
        values[attribute.name] = record.text(attribute.name)
      } else if let source = record.source(of: attribute.name) {
        sealed[source, default: []].append(attribute)
      }
    }
    for (source, attributes) in sealed {
      guard let dataset = queries.schema.datasets.first(where: { queries.datasetIDs[$0.name] == source }) else { continue }
      let opened = try await open(attributes, dataset: dataset, subject: record.subject)
      values.merge(opened) { _, new in new }
    }
    return values
  }

  private func open(_ attributes: [Attribute], dataset: DatasetSchema, subject: Subject) async throws -> [String: String] {
    let sealer = try sealers(dataset.name)
    let cells = attributes.map { quoted($0.name + "_ct") }.joined(separator: ", ")
    let rows = try await pool.query(
      """
      SELECT row_key, \(cells) FROM landing.\(quoted(dataset.tableName)) WHERE subject = $1 AND withdrawn_at IS NULL
      ORDER BY observed_at DESC NULLS LAST, row_key LIMIT 1
      """, [.bytes(subject.fingerprint.bytes)])
    guard rows.count == 1, let rowKey = rows.fingerprint(0, 0) else { return [:] }
    var values: [String: String] = [:]
    for (index, attribute) in attributes.enumerated() {
      guard let cell = rows.bytes(0, index + 1) else { continue }
      var plain: [UInt8] = []
      try sealer.attribute(attribute.name).open(cell, rowKey: rowKey, into: &plain)
      values[attribute.name] = String(decoding: plain, as: UTF8.self)
    }
    return values
  }
}
