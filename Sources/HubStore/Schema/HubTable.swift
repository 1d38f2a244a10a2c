package import HubModel

/// `hub.<entity>`: one row a subject (or a subject and member), merged from all sources; no ciphertext.
package struct HubTable: Sendable {
  package let entity: Entity
  let schema: StoreSchema
  /// The smallint that stands for a dataset in `_src` columns and `at_` names.
  let datasetIDs: [String: Int16]

  package init(entity: Entity, schema: StoreSchema, datasetIDs: [String: Int16]) {
    self.entity = entity
    self.schema = schema
    self.datasetIDs = datasetIDs
  }

  package var name: String { "hub.\(quoted(entity.name))" }
  package var datasets: [DatasetSchema] { schema.datasets(of: entity.name) }

  func id(_ dataset: DatasetSchema) -> Int16 { datasetIDs[dataset.name] ?? 0 }

  package var columns: [Column] {
    switch entity.kind {
    case .alias: Self.aliasColumns
    case .relation:
      [Column("subject", "bytea", required: true), Column("member", "bytea", required: true)]
        + entity.attributes.flatMap(\.hubColumns)
        + [Column("source", "int2", required: true), Column("observed_at", "timestamptz")]
    case .entity:
      [Column("subject", "bytea", required: true)]
        + entity.attributes.flatMap { $0.hubColumns + [Column($0.name + "_src", "int2")] }
        + datasets.map { Column("at_\(id($0))", "timestamptz") }
        + [Column("conflict", "int8", required: true), Column("withdrawn_at", "timestamptz")]
    }
  }

  package static let aliasColumns = [
    Column("fingerprint", "bytea", required: true), Column("subject", "bytea", required: true),
    Column("kind", "text", required: true), Column("valid_to", "date"), Column("reason", "text"),
    Column("source", "int2", required: true),
  ]

  package var createStatements: [String] {
    let list = columns.map(\.declaration).joined(separator: ", ")
    switch entity.kind {
    case .alias: return []
    case .relation: return ["CREATE TABLE \(name) (\(list), PRIMARY KEY (subject, member))"]
    case .entity:
      let indexes = entity.attributes.filter { $0.type == .organisationName }
        .map { quoted($0.comparedColumn) }.map { "CREATE INDEX ON \(name) USING hash (\($0)) WHERE \($0) IS NOT NULL" }
      return ["CREATE TABLE \(name) (\(list), PRIMARY KEY (subject))"] + indexes
    }
  }
}
