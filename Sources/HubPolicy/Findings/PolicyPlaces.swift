import HubModel
import HubYAML

/// Where rules, roles, keys and published queries stand in the files of a set.
struct PolicyPlaces {
  struct Place {
    var file: String
    var line = 0
    var column = 0
  }

  private let roots: [String: YAMLNode]

  init(_ files: [PolicyFile]) {
    var roots: [String: YAMLNode] = [:]
    for file in files {
      let kind = PolicyFileKind(file.path)
      guard kind == .role || kind == .client || kind == .aggregates else { continue }
      roots[file.path] = YAMLReader(file: file.path, text: file.text).root
    }
    self.roots = roots
  }

  /// `key` of the role; its name where it has no such key.
  func role(_ role: String, _ key: String = "role") -> Place {
    let file = "roles/\(role).yaml"
    return place(file, roots[file]?[key] ?? roots[file]?["role"])
  }

  /// `key` of a grant; its id where it has no such key.
  func grant(_ id: String, of role: String, _ key: String = "id") -> Place {
    let file = "roles/\(role).yaml"
    let rule = items(roots[file]?["grants"]).first { $0["id"]?.scalar == id }
    return place(file, rule?[key] ?? rule?["id"])
  }

  /// The last day of a client's key.
  func key(_ id: String, of client: String) -> Place {
    let file = "clients/\(client).yaml"
    let key = items(roots[file]?["keys"]).first { ($0["id"]?.scalar ?? client) == id }
    return place(file, key?["not_after"] ?? key)
  }

  /// `key` of a published query.
  func aggregate(_ name: String, _ key: String) -> Place {
    let query = roots["aggregates.yaml"]?["aggregates"]?[name]
    return place("aggregates.yaml", query?[key] ?? query)
  }

  private func place(_ file: String, _ node: YAMLNode?) -> Place {
    Place(file: file, line: node?.line ?? 0, column: node?.column ?? 0)
  }

  private func items(_ node: YAMLNode?) -> [YAMLNode] {
    if case .sequence(let items) = node?.kind { items } else { [] }
  }
}

extension Diagnostic {
  /// What is right by the grammar, and yet probably not meant.
  static func finding(_ place: PolicyPlaces.Place, _ code: String, zh: String, en: String) -> Diagnostic {
    Diagnostic(
      file: place.file, line: place.line, column: place.column, severity: .warning, code: code, zh: zh, en: en)
  }
}
