import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("What discovery shows of files")
struct DiscoveryTests {
  private func names(_ text: String) async throws -> [String] {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.write("a.csv", text)
    return try await folder.connector("a.csv").discover().flatMap { $0.columns.map(\.name) }
  }

  @Test("names of a header, but nothing in it that looks like a value")
  func header() async throws {
    #expect(try await names("id,籍贯,110101198506159013\n1,2,3\n") == ["id", "籍贯", "(column 3)"])
  }

  @Test("of a file without header nothing of its first row")
  func noHeader() async throws {
    #expect(try await names("CANARY,canaryname\n1,2\n") == ["(column 1)", "(column 2)"])
  }
}
