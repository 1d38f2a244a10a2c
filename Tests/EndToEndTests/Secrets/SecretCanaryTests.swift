import Foundation
import Glibc
import HubPostgres
import Testing

@testable import govhub

@Suite("A source's secret, right or wrong, is told nowhere", .serialized, .timeLimit(.minutes(10)))
struct SecretCanaryTests {
  private static let dataset = SecretSource.dataset

  @Test("row 17: not by any process, in its metrics, or in the database", arguments: SecretKind.built)
  func untold(_ kind: SecretKind) async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let source = try await SecretSource.open(kind, hub)
      do {
        try await Self.use(source, hub)
        try await Self.search(source, hub)
      } catch {
        await source.stop()
        throw error
      }
      await source.stop()
    }
  }

  /// Everything that reads a source, with each of its secrets.
  private static func use(_ source: SecretSource, _ hub: Deployment) async throws {
    try hub.folder.takeMappings(from: "\(Deployment.repository)/Mappings", sources: [dataset: source.words])
    let published = try await Program.run(hub.withSecrets(["mapping", "publish"]))
    #expect(published.status == 0, "\(published.errors)")
    for (place, secret) in ([source.right] + source.wrong).enumerated() {
      try write(secret, hub)
      try await schedule(hub, until: place == 0 ? "applied" : "failed")
      try await commands(hub, succeed: place == 0)
    }
  }

  private static func commands(_ hub: Deployment, succeed: Bool) async throws {
    let all = [
      ["connector", "check", dataset], ["connector", "check", dataset, "--json"], ["connector", "discover", dataset],
      ["connector", "sample", dataset], ["connector", "count", dataset], ["mapping", "preview", dataset],
      ["ingest", dataset], ["ingest", dataset, "--force", "--json"],
    ]
    for words in all {
      let outcome = try await Program.run(hub.withSecrets(words))
      #expect((outcome.status == 0) == succeed, "\(words) \(outcome.status): \(outcome.output)\(outcome.errors)")
    }
    for words in [["runs", "--json"], ["status"], ["schedule", "list", "--json"]] {
      _ = try await Program.run(hub.withSecrets(words))
    }
  }

  /// The scheduler reads at once what it missed last week.
  private static func schedule(_ hub: Deployment, until state: String) async throws {
    try await hub.sql {
      try await $0.execute(
        """
        UPDATE control.run SET started_at = started_at - interval '8 days', finished_at = finished_at - interval '8 days';
        UPDATE control.dataset SET complete_as_of = complete_as_of - interval '8 days'
        """)
    }
    let scheduler = try Program.start(hub.withSecrets(["schedule", "run"]))
    let ended = """
      SELECT count(*) FROM control.run AS r JOIN control.dataset AS d ON d.id = r.dataset
      WHERE d.name = '\(dataset)' AND r.state = '\(state)' AND r.started_at > now() - interval '1 day'
      """
    while try await hub.number(ended) == 0, scheduler.isRunning { try await Task.sleep(for: .milliseconds(50)) }
    scheduler.send(SIGTERM)
    let outcome = await scheduler.outcome()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try await hub.number(ended) > 0)
  }

  private static func search(_ source: SecretSource, _ hub: Deployment) async throws {
    let told = try await TestGateway.with(hub) { gateway in
      var told = try await gateway.ask(code: "91110105MA9PW3T54M", name: "样例（北京）科技有限公司").text
      for path in ["/metrics", "/healthz", "/readyz"] { told += try await gateway.get(path).text }
      return told
    }
    let tables = try await hub.allTables()
    #expect(tables.contains("audit.entry") && told.contains(dataset))
    var search = PlainSearch(words: source.canaries)
    try search.read(folder: Program.prints.path)
    search.read(Array(told.utf8), name: "answers and metrics")
    search.read(Array(tables.utf8), name: "tables")
    #expect(search.found.isEmpty, "\(search.found)")
    var control = PlainSearch(words: [dataset])
    try control.read(folder: Program.prints.path)
    control.read(Array(tables.utf8), name: "tables")
    #expect(control.found.contains { $0.hasPrefix("tables") } && control.found.count > 1, "the search sees")
  }

  /// A key of several lines is one text of YAML in double quotes.
  private static func write(_ secret: [String: String], _ hub: Deployment) throws {
    try hub.folder.writeSecret("tax/canary", secret.mapValues { $0.replacingOccurrences(of: "\n", with: "\\n") })
  }
}
