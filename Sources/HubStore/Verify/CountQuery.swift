import HubModel
import HubPostgres

/// What the store counts: records by one or two of their level 1–2 attributes. It is made of names of the model, never of SQL.
package struct CountQuery: Sendable {
  package struct Grouping: Sendable {
    package var attribute: String
    package var isByYear: Bool

    package init(attribute: String, isByYear: Bool) {
      self.attribute = attribute
      self.isByYear = isByYear
    }
  }

  package enum Comparison: Sendable { case anyOf, noneOf, less, lessOrEqual, greater, greaterOrEqual, present, absent }

  package struct Condition: Sendable {
    package var attribute: String
    package var comparison: Comparison
    /// In canonical spelling.
    package var values: [String]

    package init(attribute: String, comparison: Comparison, values: [String]) {
      self.attribute = attribute
      self.comparison = comparison
      self.values = values
    }
  }

  package var entity: String
  package var groupings: [Grouping]
  package var conditions: [Condition]
  /// The run after which the data are to be counted; `HubState.lastRun(of:)`.
  package var lastRun: Int64

  package init(entity: String, groupings: [Grouping], conditions: [Condition], lastRun: Int64) {
    self.entity = entity
    self.groupings = groupings
    self.conditions = conditions
    self.lastRun = lastRun
  }
}

extension CountQuery {
  /// The first column says that the data are being replaced, or were touched since the last whole run: a run that was broken off
  /// half way, or an erasure, beside whose count from before the erased one would show.
  /// - Throws: `attribute-not-counted` for what the model does not have or seals.
  func statement(_ schema: StoreSchema, _ datasetIDs: [String: Int16]) throws -> (sql: String, parameters: [PostgresValue]) {
    guard let entity = schema.model.entity(entity), entity.kind == .entity else { throw Self.notCounted }
    let table = HubTable(entity: entity, schema: schema, datasetIDs: datasetIDs)
    var parameters: [PostgresValue] = [
      .int2Array(table.datasets.map(table.id)), .int8(lastRun),
    ]
    let columns = try groupings.map { try $0.expression(entity) }
    let tests = try conditions.map { try $0.test(entity, &parameters) }
    let filter = (["h.withdrawn_at IS NULL"] + tests).joined(separator: " AND ")
    let places = columns.indices.map { "\($0 + 1)" }.joined(separator: ", ")
    let list = columns.enumerated().map { "\($1) AS g\($0)" }.joined(separator: ", ")
    return (
      """
      SELECT EXISTS (SELECT FROM control.run WHERE dataset = ANY ($1) AND state = 'applying')
      OR EXISTS (SELECT FROM control.dataset WHERE id = ANY ($1) AND last_run IS NOT NULL AND content_digest IS NULL)
      OR coalesce((SELECT max(last_run) FROM control.dataset WHERE id = ANY ($1)), 0) <> $2, c.*
      FROM (SELECT 1) AS one LEFT JOIN (
        SELECT \(list), count(*) AS number FROM \(table.name) AS h WHERE \(filter) GROUP BY \(places)) AS c ON true
      """, parameters
    )
  }

  static var notCounted: HubError {
    HubError("attribute-not-counted", "A count names an entity or attribute that the model does not have or seals.")
  }

  fileprivate static func attribute(_ name: String, _ entity: Entity) throws -> Attribute {
    guard let attribute = entity.attribute(name), !attribute.level.isSealed else { throw notCounted }
    return attribute
  }
}

extension CountQuery.Grouping {
  fileprivate func expression(_ entity: Entity) throws -> String {
    let column = "h.\(quoted(try CountQuery.attribute(attribute, entity).name))"
    return isByYear ? "extract(year FROM \(column))::int4::text" : "\(column)::text"
  }
}

extension CountQuery.Condition {
  /// The test that a record without the attribute fails, but for `absent`.
  fileprivate func test(_ entity: Entity, _ parameters: inout [PostgresValue]) throws -> String {
    let attribute = try CountQuery.attribute(attribute, entity)
    let column = "h.\(quoted(attribute.name))"
    if comparison == .present { return "\(column) IS NOT NULL" }
    if comparison == .absent { return "\(column) IS NULL" }
    parameters.append(.textArray(values))
    let list = "($\(parameters.count)::text[]::\(attribute.type.sqlType)[])"
    switch comparison {
    case .noneOf: return "\(column) <> ALL \(list)"
    case .less: return "\(column) < ALL \(list)"
    case .lessOrEqual: return "\(column) <= ALL \(list)"
    case .greater: return "\(column) > ALL \(list)"
    case .greaterOrEqual: return "\(column) >= ALL \(list)"
    case .anyOf, .present, .absent: return "\(column) = ANY \(list)"
    }
  }
}
