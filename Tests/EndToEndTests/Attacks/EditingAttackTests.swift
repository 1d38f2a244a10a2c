import Foundation
import Glibc
import HubMapping
import Synchronization
import Testing

@testable import govhub

/// Attack 21, where files are edited while they are watched: what cannot be read whole leaves the last good set, and is told.
@Suite("Files that are edited badly", .timeLimit(.minutes(10))) struct EditingAttackTests {
  private final class Alarms: Sendable {
    private let all = Mutex<[String]>([])
    func tell(_ text: String) { all.withLock { $0.append(text) } }
    var count: Int { all.withLock { $0.count } }
  }

  /// What a test does to a folder that is watched.
  private struct Desk: Sendable {
    let hub: Deployment
    let alarms: Alarms

    func sequence() async throws -> Int64 { try await hub.number("SELECT max(sequence) FROM control.policy_set") }

    func holds(_ text: String) async throws -> Bool {
      let live = "FROM (SELECT files FROM control.policy_set ORDER BY sequence DESC LIMIT 1) AS live"
      return try await hub.number("SELECT count(*) \(live) WHERE files LIKE '%\(text)%'") == 1
    }

    /// Up to 30 seconds.
    func wait(_ isReached: () async throws -> Bool) async throws {
      for _ in 0..<300 {
        if try await isReached() { return }
        try await Task.sleep(for: .milliseconds(100))
      }
      Issue.record("not reached within 30 seconds")
    }

    /// The edit is refused aloud and the set in force stays.
    func expectAlarm(_ what: Comment, _ edit: () throws -> Void) async throws {
      let (before, told) = (try await sequence(), alarms.count)
      try edit()
      try await wait { alarms.count > told }
      #expect(try await sequence() == before, what)
    }
  }

  private static func copy(to path: String) throws {
    try FileManager.default.copyItem(atPath: "\(Deployment.repository)/Policies", toPath: path)
  }

  private static func append(_ text: String, to path: String) throws {
    let before = try String(contentsOfFile: path, encoding: .utf8)
    try (before + text).write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func watched(_ policies: String, _ body: (Desk) async throws -> Void) async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let alarms = Alarms()
      try hub.folder.takePolicies(from: policies, model: try hub.hub.mappingSet().model)
      _ = try await hub.hub.publishPolicy()
      var watcher = SetWatcher(folder: hub.folder, hub: hub.hub, policies: policies)
      watcher.alarm = { alarms.tell($0) }
      let watching = Task { [watcher] in await watcher.watch() }
      // It has looked once before anything changes.
      try await Task.sleep(for: .seconds(1))
      do { try await body(Desk(hub: hub, alarms: alarms)) } catch {
        watching.cancel()
        throw error
      }
      watching.cancel()
      await watching.value
    }
  }

  @Test("attack 21: a half-written or deleted file leaves the last good set and raises an alarm; two edits at once are both taken")
  func files() async throws {
    let policies = TemporaryFolder("policies").path + "/Policies"
    try Self.copy(to: policies)
    try await watched(policies) { desk in
      let (role, purposes) = ("\(policies)/roles/hall-acceptance.yaml", "\(policies)/purposes.yaml")
      let (whole, kept) = (try Data(contentsOf: URL(fileURLWithPath: role)), try Data(contentsOf: URL(fileURLWithPath: purposes)))
      try await desk.expectAlarm("half of a file") {
        // In the middle of a character or a word, without a rename: as an editor that dies leaves it.
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: role))
      }
      try await desk.expectAlarm("an empty file") { try Data().write(to: URL(fileURLWithPath: role)) }
      try whole.write(to: URL(fileURLWithPath: role))
      try await desk.expectAlarm("a deleted file") { try FileManager.default.removeItem(atPath: purposes) }
      try kept.write(to: URL(fileURLWithPath: purposes))
      try Self.append("# 改动甲\n", to: role)
      try Self.append("# 改动乙\n", to: purposes)
      try await desk.wait {
        let first = try await desk.holds("改动甲")
        let second = try await desk.holds("改动乙")
        return first && second
      }
      let told = desk.alarms.count
      for edit in 0..<4 {
        try Self.append("# 连改\(edit)\n", to: role)
        try await Task.sleep(for: .milliseconds(300))
      }
      try await desk.wait { try await desk.holds("连改3") }
      #expect(desk.alarms.count == told, "none of them was read half")
    }
  }

  /// A folder of policies of its own whose files all have one date, and whose edit is as long as any other's.
  private static func version(_ path: String, edit: String) throws {
    try copy(to: path)
    try append("# \(edit)\n", to: "\(path)/purposes.yaml")
    for file in try FileManager.default.subpathsOfDirectory(atPath: path) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: "\(path)/\(file)")
    }
  }

  /// As a deployment does it: a new link takes the old one's name at once.
  private static func turn(_ link: String, to target: String) throws {
    let new = "\(link).new"
    try FileManager.default.createSymbolicLink(atPath: new, withDestinationPath: target)
    guard rename(new, link) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  @Test("attack 21: a link turned to another folder is taken whole; to a broken one or to nothing, it leaves the last good set")
  func link() async throws {
    let root = TemporaryFolder("links").path
    for (name, edit) in [("first", "链接甲"), ("second", "链接乙"), ("broken", "链接丙")] {
      try Self.version("\(root)/\(name)", edit: edit)
    }
    let file = "\(root)/broken/roles/hall-acceptance.yaml"
    let half = try Data(contentsOf: URL(fileURLWithPath: file))
    try half.prefix(half.count / 2).write(to: URL(fileURLWithPath: file))
    let link = "\(root)/Policies"
    try Self.turn(link, to: "\(root)/first")
    try await watched(link) { desk in
      #expect(try await desk.holds("链接甲"))
      try Self.turn(link, to: "\(root)/second")
      try await desk.wait { try await desk.holds("链接乙") }
      #expect(try await !desk.holds("链接甲"), "nothing of the other is left")
      try await desk.expectAlarm("a broken folder") { try Self.turn(link, to: "\(root)/broken") }
      try await desk.expectAlarm("no folder") { try Self.turn(link, to: "\(root)/nowhere") }
      #expect(try await desk.holds("链接乙"))
      let before = try await desk.sequence()
      try Self.turn(link, to: "\(root)/first")
      try await desk.wait { try await desk.holds("链接甲") }
      #expect(try await desk.sequence() == before + 1)
    }
  }
}
