package import HubModel

/// `landing.<dataset>`: one row for each row of the source, sealed, with what is needed to find changes.
package struct LandingTable: Sendable {
  package let dataset: DatasetSchema
  package let entity: Entity

  package init(dataset: DatasetSchema, schema: StoreSchema) throws {
    guard let entity = schema.model.entity(dataset.entity) else {
      throw HubError("model-entity-missing", "Dataset \(dataset.name) fills entity \(dataset.entity), which the model lacks.")
    }
    self.dataset = dataset
    self.entity = entity
  }

  package var name: String { "landing.\(quoted(dataset.tableName))" }
  package var attributes: [Attribute] { dataset.attributes.compactMap(entity.attribute) }
  package var isRelation: Bool { if case .relation = entity.kind { true } else { false } }

  /// The columns that a run stages, in the order of its COPY; `ordinal` goes before them.
  package var stagedColumns: [Column] {
    [Column("row_key", "bytea", required: true), Column("subject", "bytea", required: true)]
      + (isRelation ? [Column("member", "bytea", required: true)] : [])
      + [Column("alias_fp", "bytea"), Column("row_hash", "bytea", required: true)]
      + attributes.flatMap(\.landingColumns)
      + [Column("observed_at", "timestamptz"), Column("remarks", "int4", required: true)]
  }

  package var columns: [Column] {
    stagedColumns + [
      Column("first_run", "int8", required: true), Column("changed_run", "int8", required: true),
      Column("mapping_version", "int4", required: true), Column("normalisation_version", "int2", required: true),
      Column("key_version", "int2", required: true), Column("withdrawn_at", "timestamptz"),
    ]
  }

  package var createStatements: [String] {
    let list = columns.map(\.declaration).joined(separator: ", ")
    var statements = ["CREATE TABLE \(name) (\(list), PRIMARY KEY (row_key))"]
    if !dataset.oneRowPerSubject { statements.append("CREATE INDEX ON \(name) (subject)") }
    return statements
  }
}
