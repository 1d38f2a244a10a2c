import Foundation
import Testing

/// Documents tell of commands that exist and link to files that exist.
@Suite("Documents")
struct DocumentTests {
  @Test("READMEs are there in both languages and link to each other")
  func languages() throws {
    #expect(try RepositoryTree.text("README.md").prefix(200).contains("(README.zh.md)"))
    #expect(try RepositoryTree.text("README.zh.md").prefix(200).contains("(README.md)"))
  }

  @Test("every command that a document names is a subcommand")
  func commands() throws {
    #expect(RepositoryTree.documents.contains("README.md"))
    let tree = try CommandTree()
    #expect(tree.names.isSuperset(of: ["dev", "serve", "ingest", "policy"]))
    for file in RepositoryTree.documents {
      for (place, words) in try Self.commands(in: file) {
        #expect(tree.names.contains(words.name), "\(file):\(place): govhub \(words.name) does not exist")
        guard let children = tree.children[words.name], let sub = words.sub else { continue }
        #expect(children.contains(sub), "\(file):\(place): govhub \(words.name) \(sub) does not exist")
      }
    }
  }

  @Test("every link to a file leads to one")
  func links() throws {
    for file in RepositoryTree.documents {
      let folder = URL(fileURLWithPath: RepositoryTree.path(file)).deletingLastPathComponent()
      for match in try RepositoryTree.text(file).matches(of: /\]\(([^)\s]+)\)/) {
        let target = match.output.1.prefix { $0 != "#" }
        if target.isEmpty || target.contains("://") { continue }
        let path = folder.appendingPathComponent(String(target)).standardizedFileURL.path
        #expect(FileManager.default.fileExists(atPath: path), "\(file): \(target) is not there")
      }
    }
  }

  /// `govhub name sub` in code, by line.
  private static func commands(in file: String) throws -> [(line: Int, words: (name: String, sub: String?))] {
    let lines = try RepositoryTree.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { index, line in
      line.matches(of: /(?:^|[^A-Za-z0-9_])govhub ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/).map { match in
        (index + 1, (String(match.output.1), match.output.2.map(String.init)))
      }
    }
  }
}

/// The subcommands as the sources of `govhub` declare them.
struct CommandTree {
  private(set) var names: Set<String> = []
  /// Of those commands that are groups.
  private(set) var children: [String: Set<String>] = [:]

  init() throws {
    let files = RepositoryTree.swiftFiles.filter { $0.hasPrefix("Sources/govhub/") }
    let source = try files.map(RepositoryTree.text).joined(separator: "\n")
    for type in try Self.subcommands(in: RepositoryTree.text("Sources/govhub/GovHub.swift")[...]) {
      guard let own = Self.declaration(of: type, in: source[...]) else { continue }
      let name = Self.name(of: type, own)
      names.insert(name)
      let nested = Self.subcommands(in: own)
      guard !nested.isEmpty else { continue }
      // A nested type's own configuration stands behind its declaration, within its group's file.
      children[name] = Set(nested.map { type in Self.name(of: type, Self.declaration(of: type, in: own) ?? "") })
    }
  }

  /// The types of the first `subcommands: […]`.
  private static func subcommands(in text: Substring) -> [String] {
    guard let match = text.firstMatch(of: /subcommands: \[([^\]]*)\]/) else { return [] }
    return match.output.1.matches(of: /([A-Za-z]+)\.self/).map { String($0.output.1) }
  }

  /// From a type's declaration on, up to the next command at the margin.
  private static func declaration(of type: String, in text: Substring) -> Substring? {
    guard let start = text.firstRange(of: "struct \(type): AsyncParsableCommand") else { return nil }
    let rest = text[start.upperBound...]
    let end = rest.firstRange(of: "\nstruct ")?.lowerBound ?? rest.endIndex
    return rest[..<end]
  }

  /// `commandName` where its configuration gives one, else the type's name as ArgumentParser writes it.
  private static func name(of type: String, _ declaration: Substring) -> String {
    let own = declaration.firstRange(of: ": AsyncParsableCommand").map { declaration[..<$0.lowerBound] } ?? declaration
    if let match = own.firstMatch(of: /commandName: "([a-z-]+)"/) { return String(match.output.1) }
    return type.enumerated().map { index, letter in
      index > 0 && letter.isUppercase ? "-\(letter.lowercased())" : letter.lowercased()
    }.joined()
  }
}
