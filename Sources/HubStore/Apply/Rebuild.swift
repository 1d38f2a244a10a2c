import HubModel
package import HubPostgres

/// Derives the hub anew from landing, entity by entity, each in one transaction.
package struct Rebuild: Sendable {
  let connection: PostgresConnection
  let schema: StoreSchema

  package init(connection: PostgresConnection, schema: StoreSchema) {
    self.connection = connection
    self.schema = schema
  }

  package func rebuild(progress: (String) -> Void = { _ in }) async throws {
    let ids = try await Migrator(connection: connection, schema: schema).datasetIDs()
    for (number, entity) in schema.model.entities.enumerated() {
      progress(entity.name)
      let statements = try statements(for: entity, ids: ids)
      let lock = AdvisoryLock.entityBase + Int64(number + 1)
      _ = try await connection.transaction { transaction in
        try await transaction.query("SELECT pg_advisory_xact_lock($1)", [.int8(lock)], prepare: false)
        for statement in statements { try await transaction.query(statement, [], prepare: false) }
      }
    }
  }

  private func statements(for entity: Entity, ids: [String: Int16]) throws -> [String] {
    let datasets = schema.datasets(of: entity.name)
    let landings = try datasets.map { try LandingTable(dataset: $0, schema: schema) }
    var statements: [String] = []
    if case .alias = entity.kind {
      for landing in landings { statements += AliasMerge(landing: landing, source: ids[landing.dataset.name] ?? 0).register }
      return statements
    }
    let table = HubTable(entity: entity, schema: schema, datasetIDs: ids)
    let everyone = landings.map { "SELECT subject FROM \($0.name)" }.joined(separator: " UNION ")
    guard !everyone.isEmpty else { return [] }
    statements.append("DELETE FROM \(table.name)")
    statements += try HubMerge(table: table, schema: schema).statements(.landing(subjects: everyone), isEmpty: true)
    for landing in landings {
      let merge = AliasMerge(landing: landing, source: ids[landing.dataset.name] ?? 0)
      statements.append("DELETE FROM hub.alias WHERE source = \(ids[landing.dataset.name] ?? 0)")
      statements.append(merge.writtenForms(from: "(SELECT * FROM \(landing.name) WHERE withdrawn_at IS NULL) AS live"))
    }
    return statements
  }
}
