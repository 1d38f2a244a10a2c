import Foundation
import HubModel
import Testing

@testable import HubTransfer

@Suite("Listings of folders")
struct ListingTests {
  /// 2026-03-02T12:00:00Z
  private let listing = LongListing(now: 1_772_452_800)

  @Test("Long lines: the name is all behind one blank, the date is found beside names of two words")
  func longLines() throws {
    let text = """
      total 12
      drwxr-xr-x    2 root     root         4096 Jan  2  2025 sub
      -rw-r--r--    1 root     root           12 Jan  2  2025   two blanks.csv
      -rw-r--r--    1 domain users staff    5368709120 Mar  1 03:04 样本 一.csv
      -rw-r--r-- 1 u g 0 Dec 31 23:59 old.csv
      lrwxrwxrwx    1 root     root            5 Jan  2  2025 link -> sub
      -rw-r--r-- 1 u g 7 2024-01-02 03:04 iso.csv\r

      """
    let files = try listing.files(in: Array(text.utf8), "x")
    #expect(
      files == [
        RemoteFile(name: "  two blanks.csv", size: 12, modified: 1_735_776_000),
        RemoteFile(name: "样本 一.csv", size: 5_368_709_120, modified: 1_772_334_240),
        RemoteFile(name: "old.csv", size: 0, modified: 1_767_225_540),
        RemoteFile(name: "iso.csv", size: 7, modified: 1_704_164_640),
      ])
  }

  @Test("Lines of an unknown form are refused, not passed over", arguments: ["01-02-24  03:04PM  12 a.csv", "-rw-r--r-- 1 u g"])
  func unknown(line: String) {
    let error = #expect(throws: HubError.self) { try listing.files(in: Array(line.utf8), "x") }
    #expect(error?.code == "listing-unreadable" && error?.message.contains("a.csv") == false)
  }

  @Test("Lines of MLSD")
  func machineLines() throws {
    let text = """
      type=cdir;modify=20260102030405; .\r
      Type=file;Size=12;Modify=20240102030405.123;Perm=r;  样本; 一.csv\r
      type=dir;modify=20260102030405; sub\r
      size=0;type=file; new.csv\r

      """
    let files = try MachineListing.files(in: Array(text.utf8), "x")
    #expect(
      files == [
        RemoteFile(name: " 样本; 一.csv", size: 12, modified: 1_704_164_645), RemoteFile(name: "new.csv", size: 0, modified: 0),
      ])
    let error = #expect(throws: HubError.self) { try MachineListing.files(in: Array("nonsense\n".utf8), "x") }
    #expect(error?.code == "listing-unreadable")
  }

  @Test("Names in other bytes than UTF-8 stay apart, and can be fetched")
  func otherBytes() throws {
    let line = Array("-rw-r--r-- 1 u g 7 Jan  2  2025 ".utf8)
    let files = try listing.files(in: line + [0xCA, 0xFD, 10] + line + [0xCA, 0xFE, 10], "x")
    #expect(files.map(\.name) == ["%CA%FD", "%CA%FE"] && files.map(\.encodedName) == ["%CA%FD", "%CA%FE"])
  }

  @Test("A folder of the file system lists its regular files, bytewise by name")
  func local() async throws {
    let sample = try SampleFile(Array("0123456789".utf8))
    let folder = (sample.path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
    try Data([65]).write(to: URL(fileURLWithPath: folder + "/Z"))
    let transfer = try Transfer(folder + "/")
    let files = try await transfer.list()
    #expect(files.map(\.name) == ["Z", "样本 100%#?.csv"] && files.map(\.size) == [1, 10])
    let last = try #require(files.last)
    #expect(try await Transfer(transfer.address(of: last)).state() == last)
    #expect(try await collect(Transfer(transfer.address(of: last))) == Array("0123456789".utf8))
    let missing = await #expect(throws: HubError.self) { try await Transfer("/nowhere/").list() }
    #expect(missing?.code == "file-missing")
    let web = await #expect(throws: HubError.self) { try await Transfer("http://127.0.0.1/").list() }
    #expect(web?.code == "protocol-unsupported")
  }

  @Test("A file is read from any byte on")
  func resumed() async throws {
    let sample = try SampleFile(Array("0123456789".utf8))
    func from(_ start: UInt64) throws -> Transfer {
      try Transfer(sample.path, options: Transfer.Options(), request: makeRequest { $0.startAt = start })
    }
    #expect(try await collect(from(7)) == Array("789".utf8))
    #expect(try await collect(from(10)).isEmpty)
    let beyond = await failure(of: try from(11))
    #expect(beyond?.code == "start-beyond-end")
  }
}
