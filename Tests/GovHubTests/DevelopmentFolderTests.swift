import Foundation
import HubModel
import Testing

@testable import govhub

@Suite("The policies of a development hub follow the folder that people edit")
struct DevelopmentFolderTests {
  private let folder: DevelopmentFolder
  private let originals: String

  init() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("dev-\(UUID().uuidString)").path
    folder = DevelopmentFolder(path: path)
    originals = path + "/originals"
    try folder.make()
    for part in ["roles", "clients"] {
      try FileManager.default.createDirectory(atPath: "\(originals)/\(part)", withIntermediateDirectories: true)
    }
  }

  private func write(_ text: String, _ path: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }
  private func copy(_ file: String) -> String? { try? String(contentsOfFile: "\(folder.policies)/\(file)", encoding: .utf8) }
  private func take() throws { try folder.takePolicies(from: originals, model: Model(entities: [])) }

  @Test("an edited file is taken over, a deleted one goes, and one made in the copy stays")
  func follow() throws {
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try write("a", "\(originals)/roles/a.yaml")
    try write("b", "\(originals)/roles/b.yaml")
    try take()
    #expect(copy("roles/a.yaml") == "a" && copy("roles/b.yaml") == "b")
    try write("own", "\(folder.policies)/roles/own.yaml")
    try write("a2", "\(originals)/roles/a.yaml")
    try FileManager.default.removeItem(atPath: "\(originals)/roles/b.yaml")
    try take()
    #expect(copy("roles/a.yaml") == "a2")
    #expect(copy("roles/b.yaml") == nil)
    #expect(copy("roles/own.yaml") == "own")
    try take()
    #expect(copy("roles/own.yaml") == "own", "a file that was never taken does not go later either")
    try write("b2", "\(originals)/roles/b.yaml")
    try take()
    #expect(copy("roles/b.yaml") == "b2")
  }
}
