import Foundation
import HubCrypto
import HubMapping
import HubModel
import HubPolicy
import HubPostgres

/// The bench's own folder: cluster, keys, sample, and policies with a client that no quota stops.
struct BenchPlace: Sendable {
  static let client = "bench-01"
  static let database = "bench"

  let path: String
  let folder: DevelopmentFolder
  let cluster: PrivateCluster
  let hub: Hub

  init(command: Bench) throws {
    path = URL(fileURLWithPath: command.folder).path
    folder = DevelopmentFolder(path: path)
    try folder.make()
    try FolderLock.take(path, for: "govhub bench")
    cluster = try PrivateCluster(folder: folder.cluster)
    let keys = "\(path)/keys-\(command.suite)"
    if !FileManager.default.fileExists(atPath: keys), let suite = Suite(rawValue: command.suite) {
      try KeyRing.create(at: keys, suite: suite)
    }
    hub = Hub(
      HubConfiguration(
        database: cluster.uri(database: Self.database), keys: keys, mappings: command.mappings, policies: folder.policies,
        sources: folder.sources, secrets: folder.secrets, host: "127.0.0.1", port: command.port, audience: "govhub",
        trustedProxies: []))
    try makePolicies(from: command.policies)
  }

  func takeSample(scale: Double) throws -> SampleManifest {
    try folder.takeSample(persons: Int(300_000 * scale), enterprises: Int(100_000 * scale))
  }

  /// The deployment's policies, and a role like that of the service hall without a quota.
  private func makePolicies(from source: String) throws {
    try FileManager.default.createDirectory(atPath: "\(folder.policies)/roles", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: "\(folder.policies)/clients", withIntermediateDirectories: true)
    try Self.role.write(toFile: "\(folder.policies)/roles/bench.yaml", atomically: true, encoding: .utf8)
    try Self.clientFile.write(toFile: "\(folder.policies)/clients/\(Self.client).yaml", atomically: true, encoding: .utf8)
    try folder.takePolicies(from: source, model: try hub.mappingSet().model)
  }

  /// An empty database with schema and sets.
  func renewDatabase() async throws {
    let maintenance = PostgresConfiguration(uri: cluster.uri())
    let connection = try await PostgresConnection.connect(maintenance)
    for statement in ["DROP DATABASE IF EXISTS \(Self.database) WITH (FORCE)", "CREATE DATABASE \(Self.database)"] {
      try await connection.query(statement, [], prepare: false)
    }
    await connection.close()
    try await hub.prepare()
  }

  /// Settings of a `govhub` command that works on the bench's database.
  var arguments: [String] {
    let settings = hub.configuration
    return [
      "--database", settings.database ?? "", "--keys", settings.keys, "--mappings", settings.mappings,
      "--policies", settings.policies, "--sources", settings.sources,
    ]
  }

  /// Runs SQL through psql and says how long it took.
  @discardableResult
  func psql(_ script: String) async throws -> Double {
    let file = "\(folder.clientKeys)/bench.sql"
    try ("SET client_min_messages = warning;\n" + script).write(toFile: file, atomically: true, encoding: .utf8)
    let arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", hub.configuration.database ?? "", "-f", file]
    return try await BenchProgram("\(cluster.programFolder)/psql", arguments).run().seconds
  }

  func databaseSeconds() -> Double { cluster.processID.map(ProcessMeter.secondsOfFamily) ?? 0 }

  private static let role = """
    role: bench
    title: 性能测试
    grants:
      - id: B1
        title: 个人二要素
        verify: person
        attributes: [number, name]
        purposes: [permit-acceptance]
        answer: three_way
        justification: 仅用于本机性能测试的虚构数据
        require: [itemCode, caseNo]

    """

  private static let clientFile = """
    client: \(client)
    title: 性能测试
    unit: {name: 市政务服务中心, code: 11110101MB0TE00113}
    kind: system
    status: active
    roles: [bench]
    keys: []
    networks: [127.0.0.0/8]
    request: 性能测试

    """
}
