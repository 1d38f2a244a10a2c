import Foundation
import Glibc
import HubModel
import HubPostgres
import HubStore
import Synchronization

@testable import govhub

/// The sample as delivered first, and a later delivery of some of its datasets.
struct Deliveries {
  private let files: [[DepartmentFile]]

  init(_ deployment: Deployment, of datasets: [String]) throws {
    let first = try datasets.map { try DepartmentFile($0, of: deployment) }
    let second = first.map { file in
      var file = file
      file.age()
      return file
    }
    files = [first, second]
  }

  /// Delivery 0 is the sample's own.
  func place(_ delivery: Int, in deployment: Deployment) throws {
    for file in files[delivery] { try file.save(in: deployment) }
  }
}

extension Deployment {
  /// Runs `govhub ingest` to its end and tells how long that took.
  func timedIngest(_ datasets: [String]) async throws -> Duration {
    let start = ContinuousClock.now
    let outcome = try await Program.run(arguments(["ingest"] + datasets))
    guard outcome.status == 0 else { throw HubError("ingest-failed", "govhub ingest ended with \(outcome.status).") }
    return start.duration(to: .now)
  }

  /// Starts `govhub ingest` and kills it at a random moment of `length`. False where it had ended before.
  func killedIngest(_ datasets: [String], within length: Duration) async throws -> Bool {
    let program = try Program.start(arguments(["ingest"] + datasets))
    try await Task.sleep(for: length * Double.random(in: 0.02...1))
    program.send(SIGKILL)
    return await program.outcome().status == 128 + SIGKILL
  }

  /// The killed run's session may hold the dataset a moment longer, until the server notices.
  func ingestPatiently(_ datasets: [String]? = nil) async throws {
    for _ in 0..<200 {
      do {
        _ = try await Ingestion(hub: hub).run(datasets: datasets, isForced: false)
        return
      } catch let error as HubError where error.code == "dataset-busy" {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    throw HubError("dataset-busy", "The killed run's session did not end.")
  }
}

/// A session that looks at the hub's tables again and again, as a gateway does, and remembers what it saw.
struct HubReader {
  private let task: Task<(views: Int, states: [String: Set<String>]), any Error>
  private let isDone: Done

  private final class Done: Sendable { let value = Atomic(false) }

  /// `at_X` stands for the column of a dataset's time.
  private static let views = [
    "person": view("subject, name_fp, state, at_X, withdrawn_at IS NULL", of: "hub.person"),
    "enterprise": view("subject, name, state, conflict, at_X, withdrawn_at IS NULL", of: "hub.enterprise"),
    "legal_representation": view("subject, member, name_fp, observed_at", of: "hub.legal_representation"),
  ]

  private static func view(_ columns: String, of table: String) -> String {
    "SELECT md5(string_agg(h::text, '' ORDER BY h::text)) FROM (SELECT \(columns) FROM \(table)) AS h"
  }

  /// `sources`: of each entity the dataset whose time stands in its rows.
  static func start(on deployment: Deployment, sources: [String: String]) async throws -> HubReader {
    let connection = try await PostgresConnection.connect(deployment.hub.database(.verify))
    var queries: [String: String] = [:]
    for (entity, query) in views {
      let id = try await connection.query(
        "SELECT id FROM control.dataset WHERE name = $1", [.text(sources[entity] ?? "")], prepare: false
      ).int2(0, 0)
      queries[entity] = query.replacingOccurrences(of: "at_X", with: "at_\(id ?? 0)")
    }
    let (prepared, done) = (queries, Done())
    return HubReader(
      task: Task {
        var count = 0
        var states: [String: Set<String>] = [:]
        while !done.value.load(ordering: .relaxed) {
          for (entity, query) in prepared {
            states[entity, default: []].insert(try await connection.query(query, []).text(0, 0) ?? "")
          }
          count += 1
          // Not to slow down what is watched.
          try await Task.sleep(for: .milliseconds(100))
        }
        await connection.close()
        return (count, states)
      }, isDone: done)
  }

  /// How often it looked, and how many different states of each table it saw.
  func stop() async throws -> (views: Int, states: [String: Int]) {
    isDone.value.store(true, ordering: .relaxed)
    let (views, states) = try await task.value
    return (views, states.mapValues(\.count))
  }
}
