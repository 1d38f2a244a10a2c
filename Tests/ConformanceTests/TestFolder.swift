import Foundation

/// A folder for one test; whoever made it removes it.
struct TestFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.appending(path: "govhub-conformance-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
