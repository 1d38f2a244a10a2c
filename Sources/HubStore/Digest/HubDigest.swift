package import HubCrypto
import HubModel
package import HubPostgres

/// What the hub holds, as one number: over opened values, states, sources and observation times, without run ids, nonces and the
/// times of our own doings. Two hubs that were fed the same sources have the same digest, however often they were killed.
package struct HubDigest: Sendable {
  let connection: PostgresConnection
  let schema: StoreSchema
  let keys: KeyRing

  package init(connection: PostgresConnection, schema: StoreSchema, keys: KeyRing) {
    self.connection = connection
    self.schema = schema
    self.keys = keys
  }

  package struct Part: Sendable, Equatable {
    package var name: String
    package var rows: Int
    /// 64 hexadecimal digits.
    package var digest: String
  }

  /// One part for each table, then `all` over the parts.
  package func compute() async throws -> [Part] {
    var parts: [Part] = []
    for dataset in schema.datasets {
      let landing = try LandingTable(dataset: dataset, schema: schema)
      parts.append(try await part("landing \(dataset.name)", landingQuery(landing), cells: sealedFields(landing)))
      parts.append(try await quarantine(dataset))
    }
    let ids = try await Migrator(connection: connection, schema: schema).datasetIDs()
    for entity in schema.model.entities {
      let table = HubTable(entity: entity, schema: schema, datasetIDs: ids)
      if case .alias = entity.kind { continue }
      parts.append(try await part("hub \(entity.name)", hubQuery(table.columns, from: table.name), cells: [:]))
    }
    parts.append(try await part("hub alias", hubQuery(HubTable.aliasColumns, from: "hub.alias"), cells: [:]))
    var all = OrderFreeDigest()
    for part in parts { all.add(Array("\(part.name) \(part.rows) \(part.digest)".utf8)) }
    parts.append(Part(name: "all", rows: parts.reduce(0) { $0 + $1.rows }, digest: Self.hex(all.bytes)))
    return parts
  }

  // MARK: queries

  /// The row key first: sealed cells are bound to it.
  private func landingQuery(_ landing: LandingTable) -> String {
    let columns = landing.attributes.flatMap { attribute in
      attribute.level.isSealed ? [quoted(attribute.name + "_ct")] : attribute.landingColumns.map { quoted($0.name) }
    }
    return
      "SELECT row_key, \((columns + ["observed_at", "remarks", "subject", "alias_fp", "withdrawn_at IS NOT NULL"]).joined(separator: ", ")) FROM \(landing.name)"
  }

  private func sealedFields(_ landing: LandingTable) throws -> [Int: CellSealer] {
    let sealer = try keys.sealer(label: landing.dataset.name)
    var fields: [Int: CellSealer] = [:]
    var place = 1
    for attribute in landing.attributes {
      if attribute.level.isSealed { fields[place] = sealer.attribute(attribute.name) }
      place += attribute.level.isSealed ? 1 : attribute.landingColumns.count
    }
    return fields
  }

  private func hubQuery(_ columns: [Column], from table: String) -> String {
    let list = columns.map { $0.name == "withdrawn_at" ? "withdrawn_at IS NOT NULL" : quoted($0.name) }
    return "SELECT \(list.joined(separator: ", ")) FROM \(table)"
  }

  private func quarantine(_ dataset: DatasetSchema) async throws -> Part {
    let sealer = try keys.sealer(label: dataset.name).attribute(refusedCellName)
    return try await part(
      "quarantine \(dataset.name)",
      """
      SELECT q.raw_fp, q.raw_ct, q.reason, q.field, q.subject, q.row_key, q.line, q.occurrences FROM control.quarantine AS q
      JOIN control.dataset AS d ON d.id = q.dataset WHERE d.name = '\(dataset.name)' AND q.closed_run IS NULL
      """, cells: [1: sealer])
  }

  // MARK: rows

  private func part(_ name: String, _ query: String, cells: [Int: CellSealer]) async throws -> Part {
    var sum = OrderFreeDigest()
    try await connection.copyOut("COPY (\(query)) TO STDOUT (FORMAT binary)") { sum.add(try Self.opened($0, cells: cells)) }
    return Part(name: name, rows: sum.rows, digest: Self.hex(sum.bytes))
  }

  /// The row with its cells opened, each field preceded by its length.
  private static func opened(_ row: UnsafeRawBufferPointer, cells: [Int: CellSealer]) throws -> [UInt8] {
    var tuple = CopyRow(row)
    var out: [UInt8] = []
    var rowKey: Fingerprint?
    for place in 0..<tuple.columns {
      guard let field = tuple.next() else {
        out += [0xFF, 0xFF, 0xFF, 0xFF]
        continue
      }
      if place == 0 { rowKey = Fingerprint(bytes: field) }
      let start = out.count
      out += [0, 0, 0, 0]
      if let sealer = cells[place], let rowKey {
        try sealer.open(field, rowKey: rowKey, into: &out)
      } else {
        out.append(contentsOf: field)
      }
      let length = UInt32(out.count - start - 4)
      withUnsafeBytes(of: length.bigEndian) { out.replaceSubrange(start..<start + 4, with: $0) }
    }
    return out
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// The name under which raw texts of refused rows are sealed; no attribute can have it.
package let refusedCellName = "(refused row)"

/// The name under which the position of an incremental dataset is sealed, bound to no row.
package let positionCellName = "position"
