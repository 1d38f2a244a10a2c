import Foundation
import HubModel
import Testing

@testable import HubStore

@Suite("The file of heads loses no line") struct HeadFileTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("heads-\(UUID().uuidString)").path
  private func lines(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  }

  @Test("lines are appended to what is there, also behind a line that broke off")
  func appended() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "{\"broken\"".write(toFile: path, atomically: true, encoding: .utf8)
    var file = HeadFile(path: path)
    try file.append(Array("one".utf8))
    try file.append(Array("two".utf8))
    try file.sync()
    file.close()
    try file.append(Array("three".utf8))
    try file.sync()
    #expect(try lines(path) == ["{\"broken\"", "one", "two", "three"])
    file.close()
  }

  @Test("a full disk is told, and what it did not take is written when there is room")
  func full() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
    var file = HeadFile(path: path)
    let error = #expect(throws: HubError.self) { try file.append(Array("one".utf8)) }
    #expect(error?.code == "audit-heads-unwritable")
    #expect(error?.persistence == .transient)
    #expect(throws: HubError.self) { try file.flush() }
    try FileManager.default.removeItem(atPath: path)
    try file.append(Array("two".utf8))
    try file.sync()
    #expect(try lines(path) == ["one", "two"])
    file.close()
  }

  @Test("a file that was moved away is left at the next sync, and a new one begun")
  func moved() throws {
    let old = path + ".1"
    defer { for name in [path, old] { try? FileManager.default.removeItem(atPath: name) } }
    var file = HeadFile(path: path)
    try file.append(Array("one".utf8))
    try FileManager.default.moveItem(atPath: path, toPath: old)
    try file.sync()
    try file.append(Array("two".utf8))
    try file.sync()
    #expect(try lines(old) == ["one"])
    #expect(try lines(path) == ["two"])
    file.close()
  }
}

@Suite("Months of the audit") struct AuditMonthTests {
  @Test(
    "end with the first moment of the next, in UTC",
    arguments: [
      // 2026-11-25, 2026-12-31T23:59:59.999Z, 2027-01-01, 2028-02-29
      (1_795_564_800_000, 1_796_083_200_000), (1_798_761_599_999, 1_798_761_600_000), (1_798_761_600_000, 1_801_440_000_000),
      (1_835_395_200_000, 1_835_481_600_000),
    ] as [(UInt64, UInt64)])
  func ends(_ time: UInt64, _ end: UInt64) { #expect(AuditMonth.end(of: time) == end) }

  @Test("are kept for whole years, three at least", arguments: ["3y", "5y", "2y", "0y", "-3y", "3", "y", "3m", "03y", "101y"])
  func retention(_ text: String) {
    #expect(AuditRetention(text)?.description == (["3y", "5y"].contains(text) ? text : nil))
  }
}
