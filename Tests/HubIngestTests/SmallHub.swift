import FilesConnector
import Foundation
import HubConnectorKit
import HubCrypto
import HubMapping
import HubModel
import HubPostgres
import HubStore
import HubTesting

@testable import HubIngest

/// A hub of a handful of rows under the repository's mappings, without their gates: what a test delivers is what happens.
struct SmallHub: Sendable {
  let database: TestDatabase
  let set: MappingSet
  var keys: KeyRing
  private let folder: String
  var keyFile: String { "\(folder)/keys" }

  var schema: StoreSchema {
    StoreSchema(model: set.model, authority: set.authority, datasets: set.datasets.map(\.schema))
  }

  /// - Parameter editing: changes the text of a mapping file.
  static func with<R>(
    editing edit: (String) -> String = { $0 }, _ body: (SmallHub) async throws -> R
  ) async throws -> R {
    try await TestCluster.withDatabase { database in
      let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
      let (shipped, _) = MappingSet.load(folder: "\(repository)/Mappings", connectors: [ConnectorKind(FilesConnector.self)])
      let (set, diagnostics) = MappingSet.load(
        files: (shipped?.files ?? []).map { ($0.path, edit(withoutGates($0.text))) },
        connectors: [ConnectorKind(FilesConnector.self)])
      guard let set else { throw HubError("mappings-at-fault", "\(diagnostics.count) faults.") }
      let folder = "\(NSTemporaryDirectory())/govhub-small-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try KeyRing.create(at: "\(folder)/keys", suite: .nist)
      let hub = SmallHub(database: database, set: set, keys: try KeyRing.load(from: "\(folder)/keys"), folder: folder)
      let connection = try await database.connect()
      try await Migrator(connection: connection, schema: hub.schema).migrate()
      await connection.close()
      return try await body(hub)
    }
  }

  private static func withoutGates(_ mapping: String) -> String {
    mapping.replacing(/(withdraw|refuse)_at_most: "[0-9]+%"/) { "\($0.1)_at_most: \"100%\"" }
      .replacing(/at_least_rows: [0-9]+/, with: "at_least_rows: 0")
      .replacing("encoding: GB18030", with: "encoding: UTF-8")
  }

  /// Runs a dataset on the given rows, each a record by column; columns not named are empty.
  @discardableResult
  func deliver(_ dataset: String, _ rows: [[String: String]]) async throws -> RunReport {
    try await run(dataset, rows).run()
  }

  func mapping(_ dataset: String) throws -> DatasetMapping {
    guard let mapping = set.datasets.first(where: { $0.schema.name == dataset }) else {
      throw HubError("dataset-unknown", "No mapping describes \(dataset).")
    }
    return mapping
  }

  /// Runs a dataset on a source of the test's own.
  @discardableResult
  func take(
    _ dataset: String, from source: any Connector, mappingDigest: [UInt8] = [1], isForced: Bool = false
  ) async throws -> RunReport {
    let run = IngestRun(
      mapping: try mapping(dataset), schema: schema, source: source, keys: keys,
      database: database.configuration(role: "postgres"), mappingDigest: mappingDigest, isForced: isForced)
    return try await run.run()
  }

  /// Runs a dataset on a file of exactly this text.
  @discardableResult
  func deliver(_ dataset: String, text: String) async throws -> RunReport { try await run(dataset, text: text).run() }

  func run(_ dataset: String, _ rows: [[String: String]]) throws -> IngestRun {
    let columns = try mapping(dataset).source.columns
    let records = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
    return try run(dataset, text: records.map { $0.joined(separator: ",") + "\n" }.joined())
  }

  func run(_ dataset: String, text: String) throws -> IngestRun {
    let mapping = try mapping(dataset)
    let columns = mapping.source.columns
    let path = "\(folder)/\(UUID().uuidString).csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return IngestRun(
      mapping: mapping, schema: schema,
      source: FilesConnector(FilesConfiguration(address: path, encoding: .utf8, columns: columns)), keys: keys,
      database: database.configuration(role: "postgres"), mappingDigest: [1])
  }

  func sql<R: Sendable>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
    let connection = try await database.connect()
    let result = try await body(connection)
    await connection.close()
    return result
  }

  func text(_ query: String, _ values: [PostgresValue] = []) async throws -> String? {
    try await sql { connection in
      let rows = try await connection.query("SELECT (\(query))::text", values, prepare: false)
      return rows.text(0, 0)
    }
  }

  func digest() async throws -> String? {
    try await sql { try await HubDigest(connection: $0, schema: schema, keys: keys).compute().last?.digest }
  }

  func subject(_ entity: String, _ number: String, _ kind: DocumentKind) throws -> PostgresValue {
    let bytes = Array(number.utf8)
    let key = try keys.subjectKey(entity: entity)
    return .bytes(bytes.withUnsafeBytes { key.subject(kind: kind, number: $0).fingerprint.bytes })
  }
}
