import Foundation
import HubMapping
import HubModel
import HubPolicy
import Testing

@testable import govhub

/// The files that stewards and security officers edit.
@Suite("Edited files")
struct EditedFileTests {
  private static let yamlFiles = RepositoryTree.files.filter {
    ($0.hasPrefix("Mappings/") || $0.hasPrefix("Policies/")) && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml"))
  }

  private func mappings() throws -> MappingSet {
    let (set, diagnostics) = MappingSet.load(
      folder: RepositoryTree.path("Mappings"), connectors: SourceConnectors.kinds)
    #expect(diagnostics.map { $0.rendered(chinese: false) } == [])
    return try #require(set)
  }

  private func policies(_ mappings: MappingSet) throws -> PolicySet {
    let words = mappings.codes.mapValues { Set($0.words.map(\.word)) }
    let (set, diagnostics) = PolicySet.load(
      folder: RepositoryTree.path("Policies"), model: mappings.model, codes: words.filter { !$0.value.isEmpty })
    // Clients of the sample get their keys on the machine that runs it.
    #expect(diagnostics.filter { $0.code != "no-key" }.map { $0.rendered(chinese: false) } == [])
    return try #require(set)
  }

  @Test("mappings and policies load together without a fault, and use every file")
  func load() throws {
    let mappings = try mappings()
    let policies = try policies(mappings)
    let read = mappings.files.map { "Mappings/\($0.path)" } + policies.files.map { "Policies/\($0.path)" }
    let unread = Set(Self.yamlFiles).subtracting(read)
    #expect(unread.isEmpty, "not read: \(unread.sorted())")
  }

  @Test("every dataset has tests, and they pass")
  func mappingTests() throws {
    let set = try mappings()
    #expect(set.untestedDatasets == [])
    for result in set.runTests() {
      #expect(result.passed, "Mappings/\(result.file):\(result.line): \(result.title)")
    }
  }

  @Test("every rule is decided by a test, and they pass")
  func policyTests() throws {
    // 2026-11-25; the test files name their own days.
    let report = try policies(mappings()).runTrials(at: 1_795_564_800_000_000)
    let faults = report.results.flatMap(\.faults)
    #expect(faults.map { $0.rendered(chinese: false) } == [])
    #expect(report.untested == [])
  }

  @Test("the first line of every file names a schema that is there")
  func schemaLines() throws {
    #expect(!Self.yamlFiles.isEmpty)
    for file in Self.yamlFiles {
      let first = try RepositoryTree.text(file).prefix { $0 != "\n" && $0 != "\r\n" }
      let mark = "# yaml-language-server: $schema="
      guard first.hasPrefix(mark) else {
        Issue.record("\(file): the first line names no schema")
        continue
      }
      let folder = URL(fileURLWithPath: RepositoryTree.path(file)).deletingLastPathComponent()
      let schema = folder.appendingPathComponent(String(first.dropFirst(mark.count))).standardizedFileURL.path
      #expect(FileManager.default.fileExists(atPath: schema), "\(file): \(schema) is not there")
    }
  }

  @Test("schemas are JSON objects")
  func schemas() throws {
    let schemas = RepositoryTree.files.filter { $0.hasSuffix(".schema.json") }
    #expect(schemas.count >= 6)
    for file in schemas {
      let data = try Data(contentsOf: URL(fileURLWithPath: RepositoryTree.path(file)))
      #expect(try JSONSerialization.jsonObject(with: data) is [String: Any], "\(file)")
    }
  }
}
