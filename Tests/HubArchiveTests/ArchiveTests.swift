import Foundation
import HubModel
import Testing

@testable import HubArchive

@Suite("Archives")
struct ArchiveTests {
  @Test("Entries are listed in order and read, several at once, in pieces of any size")
  func reads() throws {
    let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let archive = try archive([.init("a.csv", Array("id\n1\n".utf8)), .init("folder/"), .init("folder/b.bin", long)])
    #expect(archive.entries.map(\.name) == ["a.csv", "folder/", "folder/b.bin"])
    #expect(archive.entries.map(\.isFolder) == [false, true, false])
    #expect(archive.entries.map(\.size) == [5, 0, 200_000])
    #expect(try archive.bytes("a.csv") == Array("id\n1\n".utf8))
    let readers = [try archive.open(archive.entries[2]), try archive.open(archive.entries[2])]
    var read: [[UInt8]] = [[], []]
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 999, alignment: 16)
    defer { room.deallocate() }
    while read[0].count < long.count {
      for index in 0..<2 { read[index] += room[..<(try readers[index].read(into: room))] }
    }
    #expect(read == [long, long])
    #expect(try readers[0].read(into: room) == 0)
  }

  @Test("A deflated entry is unpacked, in pieces of at most 64 KiB")
  func deflated() throws {
    let archive = try Archive(try spool(Self.packed))
    let expected = Array(("id,name\n" + String(repeating: "1,sample\n", count: 20_000)).utf8)
    var bytes: [UInt8] = []
    var longest = 0
    try archive.read(archive.entries[0]) { piece in
      longest = max(longest, piece.count)
      bytes += piece
    }
    #expect(bytes == expected && longest <= 65_536)
    #expect(archive.entries[0].compressedSize < 1000)
  }

  @Test("Names are UTF-8 by their flag or by their bytes, else GB18030")
  func names() throws {
    var flagged = ZipSample.Entry("样本.csv")
    flagged.flags = 1 << 11
    let gbk = ZipSample.Entry(raw: [0xD1, 0xF9, 0xB1, 0xBE] + Array(".csv".utf8))
    let neither = ZipSample.Entry(raw: [0x61, 0xFF, 0xFF])
    let archive = try archive([flagged, .init("样本2.csv"), gbk, neither])
    #expect(archive.entries.map(\.name).prefix(3) == ["样本.csv", "样本2.csv", "样本.csv"])
    #expect(archive.entries[3].name.hasPrefix("a\u{FFFD}"))
  }

  @Test(
    "An entry whose name leads out of the archive is not opened, the others are",
    arguments: ["../a", "a/../../b", "/etc/a", "\\a", "C:\\a", "c:/a", "a\\..\\b", ".."])
  func unsafeNames(_ name: String) throws {
    let archive = try archive([.init(name, [1]), .init("a..b/...", [2])])
    #expect(code { _ = try archive.open(archive.entries[0]) } == "archive-path-unsafe")
    #expect(try archive.bytes("a..b/...") == [2])
  }

  @Test("An encrypted entry says so, the others are read")
  func encrypted() throws {
    var secret = ZipSample.Entry("a", Array(repeating: 7, count: 40))
    secret.flags = 1
    let archive = try archive([secret, .init("b", [2])])
    #expect(code { _ = try archive.open(archive.entries[0]) } == "archive-encrypted")
    #expect(try archive.bytes("b") == [2])
  }

  @Test("An unknown method of packing is told apart from damage")
  func method() throws {
    var entry = ZipSample.Entry("a", [1, 2, 3])
    entry.method = 9
    let archive = try archive([entry])
    #expect(code { _ = try archive.open(archive.entries[0]) } == "archive-unsupported")
  }

  @Test("Archives within archives are bytes like others")
  func nested() throws {
    let inner = ZipSample.bytes([.init("b", [2])])
    let archive = try archive([.init("a.zip", inner)])
    #expect(archive.entries.count == 1)
    #expect(try archive.bytes("a.zip") == inner)
  }

  /// Made with another implementation: `rows.csv`, deflated.
  private static let packed = Array(
    Data(base64Encoded: packedText, options: .ignoreUnknownCharacters) ?? Data())
  private static let packedText = """
    UEsDBBQAAAAIAAAAIVjVPGLfgQEAACi/AgAIAAAAcm93cy5jc3btxrEJACAMALDdW1w8qaCDYEXwf/AOIZkye92Ro7R6I88SERER
    ERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERER
    ERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERER
    ERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERER
    ERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERER
    ERERERERERERERERERERERERERERERERERERERERERERERERERERERERERGRT/IAUEsBAhQDFAAAAAgAAAAhWNU8Yt+BAQAAKL8C
    AAgAAAAAAAAAAAAAAIABAAAAAHJvd3MuY3N2UEsFBgAAAAABAAEANgAAAKcBAAAAAA==
    """
}
