import Foundation
import Testing

@testable import HubMapping

@Suite("JSON schemas")
struct SchemaTests {
  private func schema(_ name: String) throws -> [String: Any] {
    let data = try #require(FileManager.default.contents(atPath: "\(RepositoryMappings.folder)/\(name).schema.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Keys of the object schema found by walking `path`.
  private func keys(_ schema: [String: Any], _ path: String...) throws -> [String] {
    var node: [String: Any] = schema
    for step in path { node = try #require(node[step] as? [String: Any], "\(step)") }
    return try #require(node["properties"] as? [String: Any]).keys.sorted()
  }

  private func words(_ schema: [String: Any], _ path: String...) throws -> [String] {
    var node: [String: Any] = schema
    for step in path { node = try #require(node[step] as? [String: Any], "\(step)") }
    return try #require(node["enum"] as? [String]).sorted()
  }

  @Test("the dataset schema has exactly the keys and words that the loader takes")
  func mapping() throws {
    let schema = try schema("mapping")
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(try keys(schema) == DatasetReader.keys.sorted())
    #expect(try keys(schema, "properties", "catalogue") == CatalogueReader.keys.sorted())
    #expect(try keys(schema, "properties", "schedule") == ScheduleReader.keys.sorted())
    #expect(try keys(schema, "properties", "source") == SourceReader.keys.sorted())
    #expect(try keys(schema, "properties", "source", "properties", "load") == LoadReader.keys.sorted())
    #expect(try keys(schema, "properties", "fields", "additionalProperties") == FieldReader.keys.sorted())
    #expect(try words(schema, "properties", "catalogue", "properties", "update") == CatalogueReader.updates.sorted())
    #expect(
      try words(schema, "properties", "fields", "additionalProperties", "properties", "refuse", "items")
        == FieldRule.Refusal.allCases.map(\.rawValue).sorted())
  }

  @Test("the dataset schema lists every transform without an argument")
  func transforms() throws {
    let schema = try schema("mapping")
    let text = String(decoding: try JSONSerialization.data(withJSONObject: schema, options: .withoutEscapingSlashes), as: UTF8.self)
    for word in Transform.Word.allCases where Transform.argument(of: word) == .none {
      #expect(text.contains("\"\(word.rawValue)\""), "\(word)")
    }
  }

  @Test("the other schemas have exactly the keys that the loaders take")
  func others() throws {
    let model = try schema("model")
    #expect(try keys(model, "properties", "entities", "additionalProperties") == ModelReader.entityKeys.sorted())
    #expect(
      try keys(model, "properties", "entities", "additionalProperties", "properties", "attributes", "additionalProperties")
        == ModelReader.attributeKeys.sorted())
    #expect(try keys(schema("codes")) == CodeListReader.keys.sorted())
    #expect(try keys(schema("mapping_test")) == TestFileReader.keys.sorted())
    #expect(try keys(schema("mapping_test"), "properties", "cases", "items") == TestFileReader.caseKeys.sorted())
    #expect(try keys(schema("authority")) == ["authority"])
  }
}

@Suite("the stewards' reference")
struct ReferenceTests {
  @Test("names every transform, every key of a field and every schema")
  func complete() throws {
    let text = try String(contentsOfFile: "\(RepositoryMappings.folder)/README.md", encoding: .utf8)
    for word in Transform.Word.allCases {
      #expect(text.contains("`\(word.rawValue)`") || text.contains("`\(word.rawValue) "), "\(word)")
    }
    for key in FieldReader.keys { #expect(text.contains("`\(key)`"), "\(key)") }
    for name in ["model", "authority", "codes", "mapping", "mapping_test"] { #expect(text.contains("\(name).schema.json")) }
  }
}
