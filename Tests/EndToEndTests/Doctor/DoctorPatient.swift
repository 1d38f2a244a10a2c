import HubPostgres
import HubTesting

@testable import govhub

/// A migrated hub on a cluster of its own, durable as in use, so that what a test breaks of the server is nobody else's.
struct DoctorPatient: Sendable {
  let deployment: Deployment
  let database: String

  private static let cluster = Task {
    try await ThrowawayCluster.start(settings: ["fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"]).cluster
  }

  static func with<R>(_ body: (DoctorPatient) async throws -> R) async throws -> R {
    let cluster = try await Self.cluster.value
    let name = "doctor_\(UInt64.random(in: .min ... .max))"
    let admin = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri()))
    try await admin.execute("CREATE DATABASE \(name)")
    let patient = DoctorPatient(deployment: try await Deployment(uri: cluster.uri(database: name)), database: name)
    try await patient.deployment.hub.prepare()
    do {
      let result = try await body(patient)
      try await admin.execute("DROP DATABASE \(name) WITH (FORCE)")
      await admin.close()
      return result
    } catch {
      try? await admin.execute("DROP DATABASE \(name) WITH (FORCE)")
      await admin.close()
      throw error
    }
  }

  /// As the superuser. `DATABASE` stands for the patient's.
  func execute(_ script: String) async throws {
    let script = script.replacing("DATABASE doctor", with: "DATABASE \(database)")
    try await deployment.sql { try await $0.execute(script) }
  }

  func examine(_ change: (inout DoctorVisit) -> Void = { _ in }) async throws -> [DoctorFinding] {
    try await deployment.hub.withDatabase(nil) { connection in
      var visit = DoctorVisit(hub: deployment.hub, connection: connection)
      change(&visit)
      return try await Doctor.examine(visit)
    }
  }

  func ids() async throws -> [String] { try await examine().map(\.id) }
}
