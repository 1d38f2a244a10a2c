import Foundation
import HTTPTypes
import Testing

@testable import HubGateway

@Suite("The description of the API is whole and true")
struct OpenAPITests {
  private func document() throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(OpenAPIDocument.bytes)) as? [String: Any])
  }

  @Test("it is OpenAPI 3.1 with every route and its one method")
  func routes() throws {
    let document = try document()
    #expect((document["openapi"] as? String)?.hasPrefix("3.1.") == true)
    #expect((document["info"] as? [String: Any])?["version"] is String)
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    #expect(Set(paths.keys) == Set(Route.allCases.map(\.rawValue)))
    for route in Route.allCases {
      #expect(paths[route.rawValue]?.keys.map { $0 } == [route.method.rawValue.lowercased()])
      #expect(!route.rawValue.contains("{"), "Identifiers travel in bodies, never in a path")
    }
  }

  /// `make test` puts the validator into `.build/python`.
  @Test("an independent validator of OpenAPI 3.1 takes it")
  func validator() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("openapi-\(UUID().uuidString).json")
    try Data(OpenAPIDocument.bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let validator = Process()
    validator.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    validator.arguments = ["-m", "openapi_spec_validator", "--schema", "3.1", file.path]
    validator.environment = ["PYTHONPATH": root.appendingPathComponent(".build/python").path, "PATH": "/usr/bin:/bin"]
    try validator.run()
    validator.waitUntilExit()
    #expect(validator.terminationStatus == 0, "Refused, or the validator is missing: run `make test`")
  }

  @Test("operations have unique names, answers, and a token where they are not open")
  func operations() throws {
    let paths = try #require(try document()["paths"] as? [String: [String: [String: Any]]])
    let operations = paths.values.flatMap(\.values)
    #expect(Set(operations.compactMap { $0["operationId"] as? String }).count == Route.allCases.count)
    for (path, methods) in paths {
      let route = try #require(Route(rawValue: path))
      let operation = try #require(methods.values.first)
      let responses = try #require(operation["responses"] as? [String: [String: Any]])
      #expect(responses.values.allSatisfy { $0["description"] is String })
      #expect((operation["security"] == nil) == route.isOpen)
      #expect((operation["requestBody"] != nil) == (route.method == .post))
      #expect(operation["parameters"] == nil)
    }
  }

  @Test("every reference resolves and every schema is used or reachable")
  func references() throws {
    let document = try document()
    let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
    var found: Set<String> = []
    func walk(_ value: Any) {
      if let object = value as? [String: Any] {
        if let target = object["$ref"] as? String { found.insert(String(target.dropFirst("#/components/schemas/".count))) }
        object.values.forEach(walk)
      } else if let list = value as? [Any] {
        list.forEach(walk)
      }
    }
    walk(document)
    #expect(found == Set(schemas.keys))
  }

  @Test("every required member is described, and the table of refusals is listed whole")
  func schemas() throws {
    let schemas = try #require(
      ((try document())["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]])
    for (name, schema) in schemas {
      let properties = (schema["properties"] as? [String: Any])?.keys.map { $0 } ?? []
      #expect(Set(schema["required"] as? [String] ?? []).isSubset(of: properties), "\(name)")
    }
    let code = ((schemas["Problem"]?["properties"] as? [String: [String: Any]])?["code"])?["enum"] as? [String]
    #expect(code == ProblemCode.allCases.map(\.rawValue))
  }

  @Test("every refusal has a row of its own in the table")
  func table() {
    for code in ProblemCode.allCases where code != .internalError { #expect(code.meaning.zh != "内部错误", "\(code)") }
    #expect(Set(ProblemCode.allCases.map(\.rawValue)).count == ProblemCode.allCases.count)
  }
}
