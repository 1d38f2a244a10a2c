import Foundation
import HubModel
import Testing

@testable import HubArchive

@Suite("Spools")
struct SealedSpoolTests {
  /// Bytes that differ from page to page.
  private func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 16) } }

  @Test(
    "What is appended in pieces of any size is read back at any place",
    arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 700_001])
  func roundTrip(_ count: Int) throws {
    let bytes = pattern(count)
    let spool = try SealedSpool()
    var start = 0
    var size = 1
    while start < count {
      let piece = Array(bytes[start..<min(count, start + size)])
      try piece.withUnsafeBytes { try spool.append($0) }
      start += size
      size = size * 3 + 7
    }
    try spool.seal()
    #expect(spool.count == UInt64(count))
    #expect(try spool.bytes(at: 0, count: count + 10) == bytes)
    #expect(try spool.bytes(at: UInt64(count), count: 10) == [])
    for place in stride(from: 0, to: count, by: 40_001).reversed() {
      #expect(try spool.bytes(at: UInt64(place), count: 70_000) == Array(bytes[place..<min(count, place + 70_000)]))
    }
  }

  @Test("It is filled first and read afterwards")
  func order() throws {
    let filling = try SealedSpool()
    #expect(code { _ = try filling.bytes(at: 0, count: 1) } == "spool-misused")
    let sealed = try spool([1, 2, 3])
    try sealed.seal()
    let more: [UInt8] = [4]
    #expect(code { try more.withUnsafeBytes { try sealed.append($0) } } == "spool-misused")
    #expect(try sealed.bytes(at: 1, count: 9) == [2, 3])
  }

  @Test("A folder that is not there is a fault that says so")
  func noFolder() {
    #expect(code { _ = try SealedSpool(folder: "/nowhere-at-all") } == "spool-unavailable")
  }

  @Test("The file has no name, and nothing of the text stands in it")
  func sealed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "govhub-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let canary = Array("CANARYSPOOL".utf8)
    let spool = try SealedSpool(folder: folder)
    for _ in 0..<20_000 { try canary.withUnsafeBytes { try spool.append($0) } }
    try spool.seal()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    let open = try Self.openFiles(under: folder)
    #expect(open.count == 1)
    for path in open {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(bytes.count > canary.count * 20_000 && bytes.range(of: Data(canary)) == nil)
    }
    withExtendedLifetime(spool) {}
  }

  /// Paths by which files without a name are still reached.
  private static func openFiles(under folder: String) throws -> [String] {
    let own = "/proc/self/fd"
    return try FileManager.default.contentsOfDirectory(atPath: own).map { "\(own)/\($0)" }.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: $0))?.hasPrefix(folder) == true
    }
  }
}
