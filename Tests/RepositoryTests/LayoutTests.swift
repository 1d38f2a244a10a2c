import Foundation
import Testing

/// What lies where, and how large it is.
@Suite("Layout")
struct LayoutTests {
  private static let topLevel: Set<String> = [
    "Package.swift", "README.md", "README.zh.md", "LICENSE", "Makefile", "Connectors", "Mappings", "Policies", "Sources", "Tests",
    "Benchmarks", ".ci", ".gitignore", ".swift-format",
  ]

  @Test("the top level holds the data flow and what tools demand")
  func topLevelNames() {
    let names = Set(RepositoryTree.files.compactMap { $0.split(separator: "/").first.map(String.init) })
    let stray = names.subtracting(Self.topLevel)
    #expect(stray.isEmpty, "at the top level: \(stray.sorted())")
    #expect(names.isSuperset(of: ["Package.swift", "README.md", "Connectors", "Mappings", "Policies", "Sources", "Tests"]))
  }

  @Test("a Swift file has fewer than 400 lines")
  func lengths() throws {
    for file in RepositoryTree.swiftFiles {
      let lines = try RepositoryTree.text(file).utf8.count { $0 == UInt8(ascii: "\n") }
      #expect(lines < 400, "\(file) has \(lines) lines")
    }
  }

  @Test("every connector has a README with the same headings")
  func connectors() throws {
    let folders = Set(RepositoryTree.files.filter { $0.hasPrefix("Connectors/") }.map { $0.split(separator: "/")[1] })
    let headings = ["What it reads", "Configuration", "Types", "Incremental reading", "Limits", "Errors"]
    for folder in folders {
      let text = try RepositoryTree.text("Connectors/\(folder)/README.md")
      for heading in headings { #expect(text.contains("\n## \(heading)\n"), "\(folder): no heading \(heading)") }
    }
  }

  @Test("no file names a place of the machine it was written on")
  func machinePaths() throws {
    let places = ["work", "home", "root", "Users"].map { "/\($0)/" }
    for file in RepositoryTree.files {
      // Not text: nothing to read in it.
      guard let text = try? RepositoryTree.text(file) else { continue }
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for place in places where Self.holdsPath(line, place) { Issue.record("\(file):\(index + 1) names \(place)") }
      }
    }
  }

  /// An absolute path: what stands before the slash is no part of a longer path or address.
  private static func holdsPath(_ line: Substring, _ place: String) -> Bool {
    line.ranges(of: place).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || "._-})".contains(before))
    }
  }
}
