import Foundation
import HubCrypto
import HubMapping
import HubPostgres
import HubStore
import HubTesting

@testable import govhub

/// A whole hub for one test: a database, a key ring, policies with clients' keys, and the sample's files, in a folder of its own.
struct Deployment: Sendable {
  let folder: DevelopmentFolder
  let hub: Hub
  let manifest: SampleManifest
  private let temporary: TemporaryFolder

  var uri: String { hub.configuration.database ?? "" }
  var sources: String { hub.configuration.sources }

  /// The repository: mappings and policies are the ones it ships.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Made once: keys, policies, sample. Tests get copies, so that digests of their databases can be compared.
  private static let original = Task {
    let temporary = TemporaryFolder("original")
    let folder = DevelopmentFolder(path: temporary.path)
    try folder.make()
    try KeyRing.create(at: folder.keys, suite: .sm)
    let (mapping, _) = MappingSet.load(folder: "\(repository)/Mappings", connectors: SourceConnectors.kinds)
    guard let mapping else { throw CocoaError(.fileReadCorruptFile) }
    try folder.takePolicies(from: "\(repository)/Policies", model: mapping.model)
    let manifest = try folder.takeSample(persons: 2_000, enterprises: 1_000)
    return (folder, manifest, temporary)
  }

  /// A database with schema and sets, and one with the sample loaded; both are only ever copied.
  private static let prepared = Task {
    let database = try await TestCluster.freshDatabase()
    try await Deployment(uri: database.uri()).hub.prepare()
    return database.name
  }

  private static let loaded = Task {
    let database = try await TestCluster.freshDatabase(template: try await prepared.value)
    let reports = try await Deployment(uri: database.uri()).ingest()
    return (database.name, reports)
  }

  /// What the first load of the sample reported.
  static var firstLoad: [RunReport] { get async throws { try await loaded.value.1 } }

  init(uri: String) async throws {
    let (original, manifest, _) = try await Self.original.value
    temporary = TemporaryFolder("hub")
    for part in ["keys", "policies", "client-keys", "sources"] {
      try FileManager.default.copyItem(atPath: "\(original.path)/\(part)", toPath: "\(temporary.path)/\(part)")
    }
    folder = DevelopmentFolder(path: temporary.path)
    self.manifest = manifest
    hub = Hub(
      HubConfiguration(
        database: uri, keys: folder.keys, mappings: "\(Self.repository)/Mappings", policies: folder.policies,
        sources: folder.sources, secrets: folder.secrets, host: "127.0.0.1", port: 0, audience: "govhub", trustedProxies: []))
  }

  /// Gives `body` a hub with the sample in it, or, where `isLoaded` is false, an empty one.
  static func with<R>(isLoaded: Bool = true, _ body: (Deployment) async throws -> R) async throws -> R {
    let template = isLoaded ? try await loaded.value.0 : try await prepared.value
    let database = try await TestCluster.freshDatabase(template: template)
    do {
      let result = try await body(try await Deployment(uri: database.uri()))
      try await database.drop()
      return result
    } catch {
      try? await database.drop()
      throw error
    }
  }

  // MARK: what is done to it

  @discardableResult
  func ingest(_ datasets: String...) async throws -> [RunReport] {
    try await Ingestion(hub: hub).run(datasets: datasets.isEmpty ? nil : datasets, isForced: false)
  }

  /// One number over everything the hub holds.
  func digest() async throws -> String {
    try await hub.withDatabase(.ingest) { connection in
      let schema = try await hub.publishedMapping(on: connection).storeSchema
      return try await HubDigest(connection: connection, schema: schema, keys: hub.keyRing()).compute().last?.digest ?? ""
    }
  }

  /// As the superuser, for what no process of the hub may do.
  func sql<R: Sendable>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
    try await hub.withDatabase(nil, body)
  }

  func number(_ query: String) async throws -> Int64 {
    try await sql { try await $0.query(query, [], prepare: false).int8(0, 0) ?? -1 }
  }

  /// `govhub …` as a process of its own, with the settings of this deployment.
  func arguments(_ words: [String]) -> [String] {
    words + [
      "--database", uri, "--keys", folder.keys, "--mappings", hub.configuration.mappings, "--policies", folder.policies,
      "--sources", sources,
    ]
  }

  func govhub(_ words: String...) async throws -> Program.Outcome { try await Program.run(arguments(words)) }
}
