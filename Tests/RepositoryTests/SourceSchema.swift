import HubConnectorKit

/// The part of `mapping.schema.json` that connectors' options decide: for each connector the words its `source:` may have.
enum SourceSchema {
  /// One `if … then …` a connector.
  static func branches(_ kinds: [ConnectorKind]) -> [[String: Any]] {
    kinds.map { kind in
      ["if": ["properties": ["connector": ["const": kind.name]]], "then": branch(kind)]
    }
  }

  private static func branch(_ kind: ConnectorKind) -> [String: Any] {
    var properties = members(kind.options)
    for name in ["connector", "retry", "load"] { properties[name] = true }
    if !kind.secretKeys.isEmpty { properties["connection"] = true }
    var load: [String: Any] = ["properties": ["kind": ["enum": LoadKind.allCases.filter(kind.loads.contains).map(\.rawValue)]]]
    load["type"] = "object"
    properties["load"] = load
    return [
      "properties": properties, "required": kind.options.filter(\.isRequired).map(\.name), "additionalProperties": false,
    ]
  }

  private static func members(_ options: [SourceOption]) -> [String: Any] {
    var properties: [String: Any] = [:]
    for option in options {
      var schema = shape(option.shape)
      schema["description"] = option.zh
      properties[option.name] = schema
    }
    return properties
  }

  private static func shape(_ shape: SourceOption.Shape) -> [String: Any] {
    switch shape {
    case .text: ["type": "string"]
    case .address(let schemes): ["type": "string", "pattern": pattern(schemes)]
    case .duration: ["type": "string", "pattern": "^[0-9]{1,6}[smhd]$"]
    case .count(let range): ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
    case .flag: ["type": "boolean"]
    case .word(let words): ["enum": words]
    case .texts: ["type": "array", "items": ["type": "string"]]
    case .table: ["type": "object", "additionalProperties": ["type": "string"]]
    case .group(let options): object(options, beside: [:])
    case .variants(let variants):
      ["oneOf": variants.map { object($0.options, beside: ["kind": ["const": $0.kind]]) }]
    }
  }

  private static func object(_ options: [SourceOption], beside others: [String: Any]) -> [String: Any] {
    [
      "type": "object", "properties": members(options).merging(others) { $1 },
      "required": others.keys.sorted() + options.filter(\.isRequired).map(\.name), "additionalProperties": false,
    ]
  }

  private static func pattern(_ schemes: [String]) -> String {
    let paths = schemes.contains("file") ? ["\\{sources\\}/", "/"] : []
    return "^(" + (paths + schemes.map { $0 + "://" }).joined(separator: "|") + ")"
  }
}
