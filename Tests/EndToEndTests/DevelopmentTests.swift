import Foundation
import Testing

@testable import govhub

@Suite("govhub dev") struct DevelopmentTests {
  @Test("a second one in the same folder ends, names the first, and touches no database there")
  func second() async throws {
    let folder = TemporaryFolder("dev")
    try FolderLock.take(folder.path, for: "govhub dev")
    let refused = try await Program.run(["dev", "--folder", folder.path])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("(process \(ProcessInfo.processInfo.processIdentifier))"), "\(refused.errors)")
    #expect(refused.errors.contains("[folder-in-use]"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/cluster"))
  }

  @Test("another folder is free, and so is one with the lock file of a process that has ended")
  func free() throws {
    let (first, second) = (TemporaryFolder("dev"), TemporaryFolder("dev"))
    try FolderLock.take(first.path, for: "govhub dev")
    try FolderLock.take(second.path, for: "govhub dev")
    let left = TemporaryFolder("dev")
    try "4711\n".write(toFile: "\(left.path)/lock", atomically: true, encoding: .utf8)
    try FolderLock.take(left.path, for: "govhub dev")
  }
}
