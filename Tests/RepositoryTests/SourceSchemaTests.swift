import Foundation
import HubConnectorKit
import Testing

@testable import govhub

/// What a connector takes is said once, by the connector: the schema that editors use follows from it.
@Suite("The schema of sources")
struct SourceSchemaTests {
  private static let path = RepositoryTree.path("Mappings/mapping.schema.json")

  /// With `REWRITE_GOLDENS` set the file is brought up to date.
  @Test("is made of the connectors' options")
  func branches() throws {
    let data = try #require(FileManager.default.contents(atPath: Self.path))
    var schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var properties = try #require(schema["properties"] as? [String: Any])
    var source = try #require(properties["source"] as? [String: Any])
    let expected: [String: Any] = ["allOf": SourceSchema.branches(SourceConnectors.kinds)]
    if ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      source["allOf"] = expected["allOf"]
      properties["source"] = source
      schema["properties"] = properties
      try Self.bytes(schema).write(to: URL(fileURLWithPath: Self.path))
    }
    let found: [String: Any] = ["allOf": source["allOf"] ?? []]
    #expect(try Self.bytes(found) == Self.bytes(expected), "run the tests once with REWRITE_GOLDENS=1")
    let words = ((source["properties"] as? [String: Any])?["connector"] as? [String: Any])?["enum"] as? [String]
    #expect(words == SourceConnectors.kinds.map(\.name))
  }

  @Test("every option is explained in both languages")
  func words() {
    for kind in SourceConnectors.kinds {
      for option in kind.options { #expect(!option.zh.isEmpty && !option.en.isEmpty, "\(kind.name).\(option.name)") }
    }
  }

  private static func bytes(_ object: Any) throws -> Data {
    try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }
}
