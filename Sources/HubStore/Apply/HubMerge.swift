import HubModel

/// The SQL that derives hub rows from landing rows: survivorship by declared source (数源部门), attribute by attribute.
///
/// The statements are written once per schema and take the changed subjects as a sub-select, so that a run, a withdrawal and
/// `govhub rebuild` share them.
struct HubMerge {
  let table: HubTable
  let schema: StoreSchema

  /// Where the row of the run's own dataset comes from.
  enum Origin {
    /// From the staged rows themselves: each holds one subject, and they drive the merge.
    case staged(dataset: DatasetSchema, table: String)
    /// From landing, for the subjects that the sub-select yields in a column `subject`.
    case landing(subjects: String)
  }

  /// The statements that bring the given subjects of an entity up to date. `isEmpty`: the entity's table held nothing when the
  /// run began to write, so that no subject can be there already.
  func statements(_ origin: Origin, isEmpty: Bool = false) throws -> [String] {
    switch table.entity.kind {
    case .entity: [entityStatement(origin, isEmpty: isEmpty)]
    case .relation: try relationStatements(origin, isEmpty: isEmpty)
    case .alias: []
    }
  }

  // MARK: entities

  /// In the order of the key: rows that come so fill its index from left to right, in half the time of random ones.
  private func entityStatement(_ origin: Origin, isEmpty: Bool) -> String {
    let columns = table.columns
    let names = columns.map { quoted($0.name) }
    let insert = """
      INSERT INTO \(table.name) AS h (\(names.joined(separator: ", ")))
      SELECT \(entityValues(origin).joined(separator: ", "))
      FROM \(entitySources(origin)) ORDER BY \(subjectExpression(origin))
      """
    if isEmpty { return insert }
    let updates = columns.dropFirst().map { column in
      column.name == "withdrawn_at"
        ? "withdrawn_at = CASE WHEN excluded.withdrawn_at IS NOT NULL THEN COALESCE(h.withdrawn_at, excluded.withdrawn_at) END"
        : "\(quoted(column.name)) = excluded.\(quoted(column.name))"
    }
    return insert + "\nON CONFLICT (subject) DO UPDATE SET \(updates.joined(separator: ", "))"
  }

  private func alias(_ dataset: DatasetSchema) -> String { "s\(table.id(dataset))" }

  private func subjectExpression(_ origin: Origin) -> String {
    switch origin {
    case .staged(let dataset, _): "\(alias(dataset)).subject"
    case .landing: "c.subject"
    }
  }

  private func entitySources(_ origin: Origin) -> String {
    var parts: [String] = []
    var driving: String?
    switch origin {
    case .staged(let dataset, let staged):
      parts.append("\(staged) AS \(alias(dataset))")
      driving = dataset.name
    case .landing(let subjects):
      parts.append("(SELECT DISTINCT subject FROM (\(subjects)) AS x) AS c")
    }
    for dataset in table.datasets where dataset.name != driving {
      parts.append(join(dataset, subject: subjectExpression(origin)))
    }
    return parts.joined(separator: "\n")
  }

  private func join(_ dataset: DatasetSchema, subject: String) -> String {
    let landing = "landing.\(quoted(dataset.tableName))"
    let name = alias(dataset)
    if dataset.oneRowPerSubject {
      return "LEFT JOIN \(landing) AS \(name) ON \(name).row_key = \(subject) AND \(name).withdrawn_at IS NULL"
    }
    return """
      LEFT JOIN LATERAL (SELECT * FROM \(landing) AS l WHERE l.subject = \(subject) AND l.withdrawn_at IS NULL
      ORDER BY l.observed_at DESC NULLS LAST, l.row_key LIMIT 1) AS \(name) ON true
      """
  }

  private func entityValues(_ origin: Origin) -> [String] {
    var values = [subjectExpression(origin)]
    for attribute in table.entity.attributes {
      let sources = schema.sources(entity: table.entity.name, attribute: attribute.name)
      values += attribute.hubColumns.map { winner(of: $0, attribute: attribute, sources: sources) }
      values.append(winningSource(attribute, sources: sources))
    }
    values += table.datasets.map { "\(alias($0)).observed_at" }
    values.append(conflictMask())
    let nobody = table.datasets.map { "\(alias($0)).row_key IS NULL" }.joined(separator: " AND ")
    values.append("CASE WHEN \(nobody) THEN now() END")
    return values
  }

  /// The value of the first source that has one. A name and its folded form come from the same source since both are absent together.
  private func winner(of column: Column, attribute: Attribute, sources: [DatasetSchema]) -> String {
    guard !sources.isEmpty else { return "NULL::\(column.type)" }
    return "COALESCE(\(sources.map { "\(alias($0)).\(quoted(column.name))" }.joined(separator: ", ")))"
  }

  private func winningSource(_ attribute: Attribute, sources: [DatasetSchema]) -> String {
    guard !sources.isEmpty else { return "NULL::int2" }
    let cases = sources.map {
      "WHEN \(alias($0)).\(quoted(attribute.comparedColumn)) IS NOT NULL THEN \(table.id($0))::int2"
    }
    return "CASE \(cases.joined(separator: " ")) END"
  }

  /// Bit i is set where two sources give attribute i and differ.
  private func conflictMask() -> String {
    var terms = ["0::int8"]
    for (index, attribute) in table.entity.attributes.enumerated() {
      let sources = schema.sources(entity: table.entity.name, attribute: attribute.name)
      let column = quoted(attribute.comparedColumn)
      var differences: [String] = []
      for (position, first) in sources.enumerated() {
        for second in sources[(position + 1)...] {
          differences.append("\(alias(first)).\(column) <> \(alias(second)).\(column)")
        }
      }
      if !differences.isEmpty {
        terms.append("CASE WHEN \(differences.joined(separator: " OR ")) THEN \(Int64(1) << Int64(index))::int8 ELSE 0 END")
      }
    }
    return terms.joined(separator: " + ")
  }

  // MARK: relations

  /// Members come and go: the rows of the changed subjects are written anew, which readers see as one step.
  private func relationStatements(_ origin: Origin, isEmpty: Bool) throws -> [String] {
    let subjects: String
    switch origin {
    case .staged(_, let staged): subjects = "SELECT subject FROM \(staged)"
    case .landing(let select): subjects = select
    }
    let columns = table.columns.map { quoted($0.name) }
    let unions = try table.datasets.enumerated().map { rank, dataset in
      let provided = try LandingTable(dataset: dataset, schema: schema)
      let values = table.entity.attributes.flatMap { attribute in
        attribute.hubColumns.map { column in
          provided.attributes.contains(attribute) ? quoted(column.name) : "NULL::\(column.type) AS \(quoted(column.name))"
        }
      }
      return """
        SELECT subject, member, \(values.joined(separator: ", ")), \(table.id(dataset))::int2 AS source, observed_at, row_key, \(rank) AS rank
        FROM \(provided.name) WHERE withdrawn_at IS NULL AND subject IN (\(subjects))
        """
    }
    let insert = """
      INSERT INTO \(table.name) (\(columns.joined(separator: ", ")))
      SELECT DISTINCT ON (subject, member) \(columns.joined(separator: ", "))
      FROM (\(unions.joined(separator: " UNION ALL "))) AS l
      ORDER BY subject, member, rank, observed_at DESC NULLS LAST, row_key
      """
    let delete = "DELETE FROM \(table.name) WHERE subject IN (\(subjects))"
    return isEmpty ? [insert] : [delete, insert]
  }
}
