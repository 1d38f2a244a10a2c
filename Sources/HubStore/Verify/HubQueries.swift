import HubModel
import HubPostgres

/// The statements of one schema. Only these are ever sent on the verify path: parameters in, no SQL from outside.
final class HubQueries: Sendable {
  let schema: StoreSchema
  let datasetIDs: [String: Int16]
  let probes: [String: ProbeQueue]
  let relations: [String: (statement: String, layout: HubRowLayout)]
  let names: (statement: String, layout: HubRowLayout)?

  init(schema: StoreSchema, datasetIDs: [String: Int16], pool: PostgresPool) {
    self.schema = schema
    self.datasetIDs = datasetIDs
    var probes: [String: ProbeQueue] = [:]
    var relations: [String: (statement: String, layout: HubRowLayout)] = [:]
    var names: (statement: String, layout: HubRowLayout)?
    for entity in schema.model.entities {
      let table = HubTable(entity: entity, schema: schema, datasetIDs: datasetIDs)
      switch entity.kind {
      case .alias: continue
      case .entity:
        let layout = HubRowLayout(table: table, schema: schema, alias: "h", offset: 3)
        probes[entity.name] = ProbeQueue(pool: pool, statement: Self.probe(table, layout), layout: layout)
        if entity.attribute("former_name") != nil { names = Self.byName(table, schema) }
      case .relation:
        let layout = HubRowLayout(table: table, schema: schema, alias: "h", offset: 1)
        relations[entity.name] = (Self.relation(table, layout), layout)
      }
    }
    self.probes = probes
    self.relations = relations
    self.names = names
  }

  /// Subject, alias and quarantine in one statement; a row for every probe, in their order.
  private static func probe(_ table: HubTable, _ layout: HubRowLayout) -> String {
    """
    SELECT EXISTS (SELECT FROM control.quarantine AS q WHERE q.subject = p.key AND q.closed_run IS NULL), a.kind, a.valid_to, \(layout.select)
    FROM unnest($1::bytea[]) WITH ORDINALITY AS p (key, place)
    LEFT JOIN hub.alias AS a ON a.fingerprint = p.key
    LEFT JOIN \(table.name) AS h ON h.subject = COALESCE(a.subject, p.key)
    ORDER BY p.place
    """
  }

  private static func relation(_ table: HubTable, _ layout: HubRowLayout) -> String {
    """
    SELECT p.place, \(layout.select) FROM unnest($1::bytea[]) WITH ORDINALITY AS p (key, place)
    JOIN \(table.name) AS h ON h.subject = p.key ORDER BY p.place, h.member
    """
  }

  private static func byName(_ table: HubTable, _ schema: StoreSchema) -> (statement: String, layout: HubRowLayout) {
    let layout = HubRowLayout(table: table, schema: schema, alias: "h", offset: 1)
    return (
      """
      SELECT false, \(layout.select) FROM \(table.name) AS h WHERE h.name_fold = $1 AND h.withdrawn_at IS NULL
      UNION ALL SELECT true, \(layout.select) FROM \(table.name) AS h WHERE h.former_name_fold = $1 AND h.withdrawn_at IS NULL
      LIMIT 50
      """, layout
    )
  }
}
