package import HubModel

/// Reads one file that people edit, and collects every fault of it instead of throwing at the first.
///
/// Each accessor takes an optional node, so that reads can be chained: nil in gives nil out and no report.
/// A class, because a file is read by many small functions that all report to it.
package final class YAMLReader {
  package let file: String
  package private(set) var diagnostics: [Diagnostic]
  /// All documents of the file; empty after a syntax error.
  package let documents: [YAMLNode]
  /// The first document; nil after a syntax error or for an empty file.
  package var root: YAMLNode? { documents.first }

  package init(file: String, text: String) {
    self.file = file
    var composer = YAMLComposer(file: file)
    documents = composer.compose(text)
    diagnostics = composer.diagnostics
    if documents.isEmpty, diagnostics.isEmpty {
      diagnostics.append(Diagnostic(file: file, line: 1, column: 1, code: "empty-file", zh: "文件为空", en: "the file is empty"))
    }
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// `node` nil: the fault concerns the file as a whole.
  package func report(
    _ node: YAMLNode?, _ code: String, zh: String, en: String, nearest: String? = nil, severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(
        file: file, line: node?.line ?? 0, column: node?.column ?? 0, severity: severity, code: code, zh: zh, en: en,
        nearest: nearest))
  }
}

// MARK: - Mappings and lists

extension YAMLReader {
  /// A mapping with a closed list of keys. Unknown keys (`unknown-key`) and missing ones (`missing-key`) are reported; what is known is returned.
  package func mapping(_ node: YAMLNode?, keys: [String], required: [String] = []) -> [String: YAMLNode]? {
    guard let node, let pairs = pairs(node) else { return nil }
    var found: [String: YAMLNode] = [:]
    for (key, name, value) in pairs {
      if keys.contains(name) {
        found[name] = value
      } else {
        report(
          key, "unknown-key", zh: "未知的键“\(name)”，可用：\(keys.joined(separator: "、"))",
          en: "unknown key \"\(name)\"; known here: \(keys.joined(separator: ", "))", nearest: nearestWord(to: name, in: keys))
      }
    }
    for key in required where found[key] == nil {
      report(node, "missing-key", zh: "缺少键“\(key)”", en: "the key \"\(key)\" is missing")
    }
    return found
  }

  /// A mapping whose keys are names of the author's own.
  package func pairs(_ node: YAMLNode?) -> [(key: YAMLNode, name: String, value: YAMLNode)]? {
    guard let node else { return nil }
    guard case .mapping(let pairs) = node.kind else {
      wrongKind(node, zh: "键值表", en: "a mapping")
      return nil
    }
    return pairs.map { ($0.key, $0.key.scalar ?? "", $0.value) }
  }

  package func list(_ node: YAMLNode?) -> [YAMLNode]? {
    guard let node else { return nil }
    guard case .sequence(let items) = node.kind else {
      wrongKind(node, zh: "列表 [a, b]", en: "a list [a, b]")
      return nil
    }
    return items
  }

  /// A list of strings; items that are none are reported and left out.
  package func strings(_ node: YAMLNode?) -> [String]? { list(node)?.compactMap { string($0) } }

  func wrongKind(_ node: YAMLNode, zh: String, en: String) {
    let (isZh, isEn) =
      switch node.kind {
      case .scalar: node.isNull ? ("空", "nothing") : ("单个值", "a single value")
      case .sequence: ("列表", "a list")
      case .mapping: ("键值表", "a mapping")
      }
    report(node, "wrong-kind", zh: "此处应为\(zh)，实为\(isZh)", en: "expected \(en), found \(isEn)")
  }
}
