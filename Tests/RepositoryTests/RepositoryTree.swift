import Foundation

/// The files of this repository, found from the place of this file.
enum RepositoryTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static func path(_ relative: String) -> String { "\(root)/\(relative)" }

  static func text(_ relative: String) throws -> String { try String(contentsOfFile: path(relative), encoding: .utf8) }

  static func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path(relative)) }

  /// The tracked files where this is a Git work tree; else all that are not made by building or running.
  static let files: [String] = tracked ?? walked

  /// Swift sources that are there, tracked or not.
  static let swiftFiles: [String] = walked.filter { $0.hasSuffix(".swift") }

  /// Documents that are there, tracked or not.
  static let documents: [String] = walked.filter { $0.hasSuffix(".md") }

  private static let walked: [String] = {
    let entries = FileManager.default.enumerator(atPath: root)
    var found: [String] = []
    while let entry = entries?.nextObject() as? String {
      if isMade(entry) {
        entries?.skipDescendants()
      } else if entries?.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        found.append(entry)
      }
    }
    return found.sorted()
  }()

  private static func isMade(_ path: String) -> Bool {
    path.hasPrefix(".build") || path == ".git" || path == ".govhub" || path == ".swiftpm" || path == "Package.resolved"
  }

  private static let tracked: [String]? = {
    guard exists(".git") else { return nil }
    let git = Process()
    let output = Pipe()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "-C", root, "ls-files", "-z"]
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    guard git.terminationStatus == 0, !bytes.isEmpty else { return nil }
    // What was deleted and not committed yet is still listed.
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.filter(exists)
  }()
}
