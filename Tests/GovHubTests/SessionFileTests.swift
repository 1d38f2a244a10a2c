import Foundation
import HubModel
import Testing

@testable import govhub

@Suite("The token of a session is for its person alone")
struct SessionFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("session-\(UUID().uuidString)").path

  private func mode(_ path: String) throws -> Int {
    let state = try FileManager.default.attributesOfItem(atPath: path)
    return (state[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  @Test("it lies in a folder of mode 0700 with mode 0600, is read back, and is replaced by the next one")
  func modes() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = SessionFile(environment: ["XDG_RUNTIME_DIR": folder, "HOME": "/nowhere"])
    #expect(try file.read() == nil)
    try file.write([1, 2, 3])
    #expect(try mode(file.path) == 0o600)
    #expect(try mode(file.folder) == 0o700)
    try file.write([4, 5])
    #expect(try file.read() == [4, 5])
    file.remove()
    #expect(try file.read() == nil)
  }

  @Test("one that others may read, or that is a link, is not taken")
  func exposed() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = SessionFile(environment: ["XDG_RUNTIME_DIR": folder])
    try file.write([1, 2, 3])
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    let error = #expect(throws: HubError.self) { _ = try file.read() }
    #expect(error?.code == "session-exposed")
    file.remove()
    let other = "\(folder)/other"
    _ = try PrivateFile.create(other, "AQID")
    try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: other)
    #expect(try file.read() == nil)
  }

  @Test("without a runtime folder it lies under the person's home")
  func home() {
    #expect(SessionFile(environment: ["HOME": "/h"]).path == "/h/.local/state/govhub/session")
    #expect(SessionFile(environment: ["HOME": "/h", "XDG_RUNTIME_DIR": ""]).folder == "/h/.local/state/govhub")
  }
}
