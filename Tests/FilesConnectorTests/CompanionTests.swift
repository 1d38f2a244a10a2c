import Foundation
import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("Companion files, and what HTTP cannot tell")
struct CompanionTests {
  @Test("an .ok that is older than its file is of an earlier delivery")
  func older() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("a.csv", [("1", "甲")])
    try folder.write("a.csv.ok", "")
    let connector = try folder.connector("a.csv", Self.readiness(["companion": .text(".ok")]))
    #expect(try await FilesRead.of(connector).ids == ["1"])
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -600)], ofItemAtPath: "\(folder.path)/a.csv.ok")
    let failure = await filesFailure { try await FilesRead.of(connector) }
    #expect(failure?.code == "file-not-ready" && failure?.persistence == .transient)
  }

  @Test("its suffix stands behind the path: before a query over HTTP, at the end elsewhere")
  func placed() {
    let web = FileWatch.address(of: .md5, beside: "https://host/a.csv?day=1")
    #expect(web == "https://host/a.csv.md5?day=1")
    #expect(FileWatch.address(of: .ok, beside: "https://host/a.csv") == "https://host/a.csv.ok")
    #expect(FileWatch.address(of: .ok, beside: "/in/a?.csv") == "/in/a?.csv.ok")
  }

  @Test("over HTTP what needs a listing, or size and time, is refused; a companion is not")
  func web() throws {
    let watched = failure { _ = try Self.web("a.csv", ["stable_for": .count(5)]) }
    #expect(watched?.code == "readiness-unsuitable" && watched?.persistence == .terminal)
    #expect(failure { _ = try Self.web("p_{yyyyMMdd}.csv") }?.code == "name-pattern-unsuitable")
    _ = try Self.web("a.csv", ["companion": .text(".sm3"), "stable_for": .count(0)])
  }

  private static func readiness(_ words: [String: SourceSettings.Value]) -> [String: SourceSettings.Value] {
    ["ready_when": .group(SourceSettings(words))]
  }

  private static func web(_ name: String, _ words: [String: SourceSettings.Value] = [:]) throws -> FilesConnector {
    let dialect = SourceSettings(["encoding": .text("UTF-8"), "header": .text("by_name")])
    let own: [String: SourceSettings.Value] = ["url": .text("https://host.invalid/\(name)"), "dialect": .group(dialect)]
    return try FilesConnector(
      SourceRequest(settings: SourceSettings(own.merging(readiness(words)) { $1 }), columns: ["id"], keyColumns: ["id"]))
  }
}
