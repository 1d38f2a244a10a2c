import HubModel
import Testing

@testable import HubArchive

@Suite("What an archive may not do")
struct ArchiveGuardTests {
  @Test("What is no archive, is cut, empty or of another kind is damaged")
  func notArchives() {
    let whole = ZipSample.bytes([.init("a", Array(repeating: 1, count: 100))])
    var compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    compound += repeatElement(0, count: 2000)
    let samples: [[UInt8]] = [[], [0x50, 0x4B], Array("<html></html>".utf8), Array(whole.dropLast(30)), compound]
    for bytes in samples {
      #expect(code { _ = try Archive(try spool(bytes)) } == "archive-damaged")
    }
    #expect(code { _ = try Archive(try spool(whole)) } == nil)
  }

  @Test("An archive without entries is one")
  func noEntries() throws {
    #expect(try archive([]).entries.isEmpty)
  }

  @Test("A wrong checksum is noticed at the end of the entry")
  func checksum() throws {
    var entry = ZipSample.Entry("a", Array(repeating: 1, count: 100_000))
    entry.crc = 1
    let archive = try archive([entry])
    #expect(code { _ = try archive.bytes("a") } == "archive-damaged")
  }

  @Test("An entry longer or shorter than its directory tells is damaged", arguments: [UInt32(10), 200])
  func length(_ told: UInt32) throws {
    var entry = ZipSample.Entry("a", Array(repeating: 1, count: 100))
    entry.size = told
    let archive = try archive([entry])
    #expect(code { _ = try archive.bytes("a") } == "archive-damaged")
  }

  @Test("A bomb is refused before anything is unpacked")
  func bombs() {
    var steep = ZipSample.Entry("a", Array(repeating: 1, count: 1000))
    steep.size = 300_000_000
    #expect(code { _ = try archive([steep]) } == "archive-bomb")
    var small = ArchiveLimits()
    small.total = 150
    let hundred = [UInt8](repeating: 1, count: 100)
    #expect(code { _ = try archive([.init("a", hundred), .init("b", hundred)], limits: small) } == "archive-bomb")
    #expect(code { _ = try archive([.init("a", hundred)], limits: small) } == nil)
    small = ArchiveLimits()
    small.entries = 3
    let many = (0..<4).map { ZipSample.Entry("\($0)") }
    #expect(code { _ = try archive(many, limits: small) } == "archive-bomb")
    #expect(code { _ = try archive(Array(many.prefix(3)), limits: small) } == nil)
  }

  @Test("The default limits are those that are documented")
  func limits() {
    let limits = ArchiveLimits()
    #expect(limits.entries == 10_000 && limits.total == 20 << 30 && limits.ratio == 200 && limits.ratioFrom == 16 << 20)
  }

  @Test("Steep but small entries are no bombs")
  func steepButSmall() {
    var entry = ZipSample.Entry("a", Array(repeating: 1, count: 1000))
    entry.size = 16 << 20
    #expect(code { _ = try archive([entry]) } == nil)
  }

  @Test("Errors hold neither names nor bytes of the archive")
  func canaries() throws {
    var entry = ZipSample.Entry("../CANARY", Array("CANARY".utf8))
    entry.crc = 1
    var other = ZipSample.Entry("CANARY", Array("CANARY".utf8))
    other.crc = 1
    let archive = try archive([entry, other])
    for entry in archive.entries {
      do {
        try archive.read(entry) { _ in }
        Issue.record("no fault")
      } catch {
        #expect(!"\(error)".contains("CANARY"))
      }
    }
  }

  @Test("Bytes changed at random places never do more than fail")
  func random() throws {
    let whole = ZipSample.bytes([.init("a", Array("样本".utf8)), .init("b", Array(repeating: 5, count: 300))])
    for index in whole.indices {
      var changed = whole
      changed[index] ^= UInt8.random(in: 1...255)
      _ = code {
        let archive = try Archive(try spool(changed))
        for entry in archive.entries { try archive.read(entry) { _ in } }
      }
    }
  }
}
