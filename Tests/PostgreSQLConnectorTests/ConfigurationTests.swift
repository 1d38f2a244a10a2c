import HubConnectorKit
import HubModel
import HubPostgres
import Testing

@testable import PostgreSQLConnector

@Suite("The settings of a source as a whole")
struct ConfigurationTests {
  private static let place: [String: SourceSettings.Value] = ["host": .text("db.example"), "database": .text("d")]

  private func code(
    _ extra: [String: SourceSettings.Value], columns: [String] = ["a"], key: [String] = [], load: SourceLoad = .fullSnapshot
  ) -> HubError.Code? {
    let settings = SourceSettings(Self.place.merging(extra) { $1 })
    do {
      _ = try PostgreSQLConnector(SourceRequest(settings: settings, columns: columns, keyColumns: key, load: load))
      return nil
    } catch {
      return error.code
    }
  }

  @Test("A table or a query, not both and not none")
  func oneRelation() {
    #expect(code(["table": .text("a.b")]) == nil && code(["query": .text("SELECT 1 AS a")]) == nil)
    #expect(code([:]) == "setting-missing")
    #expect(code(["table": .text("a.b"), "query": .text("SELECT 1")]) == "settings-contradict")
    #expect(code(["table": .text("a.b")], columns: ["a", "a"]) == "column-asked-twice")
  }

  @Test("An increment has a cursor and a key, a stream a slot and a publication")
  func loads() {
    let table: [String: SourceSettings.Value] = ["table": .text("b")]
    let stream = table.merging(["stream": .text("logical"), "slot": .text("hub_1"), "publication": .text("p")]) { $1 }
    let byCursor = SourceLoad.incremental(Increment(cursor: "a"))
    let bySource = SourceLoad.incremental(Increment(cursor: nil))
    #expect(code(table, key: ["a"], load: byCursor) == nil && code(stream, key: ["a"], load: bySource) == nil)
    #expect(code(table, load: byCursor) == "setting-missing" && code(table, key: ["a"], load: bySource) == "setting-missing")
    #expect(code(stream, key: ["a"], load: byCursor) == "settings-contradict")
    #expect(code(stream, key: ["a"]) == "settings-contradict" && code(stream, load: bySource) == "setting-missing")
    #expect(code(stream.merging(["slot": .text("Hub")]) { $1 }, key: ["a"], load: bySource) == "slot-malformed")
  }

  @Test("Names are taken as written; only quotes and dots mean something")
  func names() throws {
    #expect(try QualifiedName("人口.Person").sql == "\"人口\".\"Person\"")
    #expect(try QualifiedName("t").sql == "\"public\".\"t\"")
    #expect(try QualifiedName("\"a.b\".\"c\"\"d\"").sql == "\"a.b\".\"c\"\"d\"")
    for text in ["", ".", "a.", ".b", "a.b.c", "\"a", "a\"b", "\"a\"b"] {
      #expect(throws: HubError.self) { try QualifiedName(text) }
    }
  }

  @Test("What is said about itself holds no secret")
  func silent() async throws {
    let secret = Secret(["user": "u", "password": SourceDatabase.canary])
    let settings = SourceSettings(Self.place.merging(["table": .text("t")]) { $1 })
    let connector = try PostgreSQLConnector(SourceRequest(settings: settings, columns: ["a"], secret: { secret }))
    let server = PostgresServer(host: "h", database: "d", user: "u", password: SourceDatabase.canary)
    let configuration = try await connector.access.settings()
    for text in [
      String(reflecting: connector), String(describing: server), String(reflecting: server), String(reflecting: configuration),
    ] { #expect(!text.contains(SourceDatabase.canary)) }
  }
}
