import Foundation
import HubMapping
import HubModel
import Testing

@testable import govhub

@Suite("Sources that no connector takes are faults of their files")
struct SourceFaultsTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let address = "url: \"{sources}/tax/taxpayers.csv\""

  /// The repository's mappings with other words for the address of the taxpayers' file.
  private static func faults(_ words: String) throws -> (set: MappingSet?, found: [Diagnostic]) {
    let folder = NSTemporaryDirectory() + "govhub-mappings-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: "\(repository)/Mappings", toPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = "\(folder)/tax/taxpayers.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try #require(text.contains(address), "the edit does not apply")
    try text.replacing(address, with: words).write(toFile: file, atomically: true, encoding: .utf8)
    let hub = Hub(
      HubConfiguration(
        database: nil, keys: "", mappings: folder, policies: "", sources: ".", secrets: "/nowhere", host: "127.0.0.1", port: 0,
        audience: "govhub", trustedProxies: []))
    return hub.loadMappings()
  }

  @Test("`path` without a connection: the file, the line of `source:`, the connector's code and words; there is no set")
  func pathAlone() throws {
    let (set, found) = try Self.faults("path: out/taxpayers.csv")
    #expect(set == nil)
    #expect(found.map(\.file) == ["tax/taxpayers.yaml"] && found.map(\.code) == ["address-missing"], "\(found)")
    let fault = try #require(found.first)
    #expect(fault.severity == .error && fault.line > 1 && fault.column == 1)
    #expect(fault.en.contains("`connection`") && fault.zh.contains("`connection`"))
  }

  @Test("a secret that is not there yet is no fault of the file: it is opened by the run")
  func secretUnopened() throws {
    let (set, found) = try Self.faults("path: out/taxpayers.csv\n  connection: secret://tax/sftp")
    #expect(set != nil && found.isEmpty, "\(found)")
  }
}
