import Foundation
import HubConnectorKit
import HubCrypto
import HubModel
import Testing

@testable import FilesConnector

@Suite("When a file counts as finished")
struct ReadinessTests {
  private static func readiness(_ words: [String: SourceSettings.Value]) -> [String: SourceSettings.Value] {
    ["ready_when": .group(SourceSettings(words))]
  }

  @Test("a companion that is not there yet: not ready, which may pass; nothing is read", arguments: [".ok", ".sm3"])
  func missing(_ suffix: String) async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("a.csv", [("1", "甲")])
    let connector = try folder.connector("a.csv", Self.readiness(["companion": .text(suffix)]))
    let failure = await filesFailure { try await FilesRead.of(connector) }
    #expect(failure?.code == "file-not-ready" && failure?.persistence == .transient)
  }

  @Test("the digest of the companion must be the content's, in any letter case, alone or before the name")
  func digests() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("a.csv", [("1", "甲")])
    let content = [UInt8](try #require(FileManager.default.contents(atPath: "\(folder.path)/a.csv")))
    let words = [
      ".sm3": Hex.encode(MessageHash.sm3.digest(content)), ".sha256": Hex.encode(MessageHash.sha256.digest(content)),
      ".md5": Hex.encode(try LegacyDigest.md5(content)),
    ]
    for (suffix, digits) in words {
      let connector = try folder.connector("a.csv", Self.readiness(["companion": .text(suffix)]))
      try folder.write("a.csv\(suffix)", "\u{FEFF}\(digits.uppercased())  a.csv\r\n")
      #expect(try await FilesRead.of(connector).ids == ["1"])
      try folder.write("a.csv\(suffix)", String(digits.reversed()))
      let failure = await filesFailure { try await FilesRead.of(connector) }
      #expect(failure?.code == "digest-differs" && failure?.persistence == .transient)
      try folder.write("a.csv\(suffix)", "no digest")
      #expect(await filesFailure { try await FilesRead.of(connector) }?.code == "companion-malformed")
    }
  }

  @Test("a file that still grows is not read; one that was touched long ago is read at once")
  func stable() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("a.csv", [("1", "甲")])
    let settings = Self.readiness(["stable_for": .count(1)])
    let old = try folder.connector("a.csv", settings, now: { SourceRequest.wallClock() + 7_200 })
    #expect(try await FilesRead.of(old).ids == ["1"])
    let growing = Task {
      for step in 0..<60 where !Task.isCancelled {
        try folder.deliver("a.csv", (0...(step + 1)).map { ("\($0)", "甲") })
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    let young = try folder.connector("a.csv", settings)
    let failure = await filesFailure { try await FilesRead.of(young) }
    growing.cancel()
    _ = await growing.result
    #expect(failure?.code == "file-not-ready")
    #expect(try await FilesRead.of(young).ids.count > 1)
  }

  @Test("what a retry budget may wait for is waited for")
  func waited() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("a.csv", [("1", "甲")])
    let budget = RetryBudget(span: 60_000, attempts: 1_000, firstPause: 10, longestPause: 50)
    let connector = try folder.connector("a.csv", Self.readiness(["companion": .text(".ok")]), retry: budget)
    let reading = Task { try await FilesRead.of(connector).ids }
    try await Task.sleep(for: .milliseconds(300))
    try folder.write("a.csv.ok", "")
    #expect(try await reading.value == ["1"])
  }
}
