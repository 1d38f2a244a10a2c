#if SPREADSHEETS
  import Foundation
  import HubConnectorKit
  import HubModel
  import Testing

  @testable import FilesConnector

  @Suite("Files in zip archives")
  struct ArchiveFileTests {
    /// An archive of the given files, by Python: another program than the one that reads it.
    private static func zip(_ path: String, _ files: [(name: String, text: String)]) throws {
      let script = """
        import sys, zipfile
        with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
          for name, text in zip(sys.argv[2::2], sys.argv[3::2]): archive.writestr(name, text)
        """
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
      process.arguments = ["-c", script, path] + files.flatMap { [$0.name, $0.text] }
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }

    @Test("those whose name fits are read as one source, folders of the archive aside")
    func inside() async throws {
      let folder = try FilesFolder()
      defer { folder.remove() }
      try Self.zip(
        "\(folder.path)/d.zip",
        [
          ("out/p_20260102.csv", "id,name\n2,乙\n"), ("out/p_20260101.csv", "id,name\n1,甲\nbad\n"), ("readme.txt", "no rows"),
        ])
      let connector = try folder.connector("d.zip", ["inside": .text("p_{yyyyMMdd}.csv")])
      let read = try await FilesRead.of(connector)
      #expect(read.ids == ["1", "2"])
      #expect(read.details.count == 1 && read.details[0].contains("p_20260101.csv"))
      #expect(Set(read.lines).count == 3)
      let rest = try await FilesRead.of(connector, from: try #require(read.checkpoints.first))
      #expect(rest.ids == ["2"])
    }

    @Test("an archive without one that fits, and a file that is no archive, are faults")
    func faults() async throws {
      let folder = try FilesFolder()
      defer { folder.remove() }
      try Self.zip("\(folder.path)/d.zip", [("a.txt", "")])
      let none = await filesFailure {
        try await FilesRead.of(try folder.connector("d.zip", ["inside": .text("*.csv")]))
      }
      #expect(none?.code == "file-missing")
      try folder.write("e.zip", "no archive at all")
      let broken = await filesFailure {
        try await FilesRead.of(try folder.connector("e.zip", ["inside": .text("*.csv")]))
      }
      #expect(broken?.code == "archive-damaged")
    }
  }
#endif
