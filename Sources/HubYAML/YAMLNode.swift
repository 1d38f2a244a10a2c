/// One value of a YAML file with the place where it begins. Anchors, aliases and tags are not part of the language the hub reads.
package struct YAMLNode: Sendable {
  package enum Kind: Sendable {
    /// `quoted` is false for a plain scalar, whose type YAML 1.1 would guess.
    case scalar(String, quoted: Bool)
    case sequence([YAMLNode])
    /// In the order of the file, duplicates (already reported) left out.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  package var kind: Kind
  /// 1-based; columns count Unicode scalars.
  package var line: Int
  package var column: Int

  package init(kind: Kind, line: Int, column: Int) {
    self.kind = kind
    self.line = line
    self.column = column
  }
}

extension YAMLNode {
  /// The text of a scalar, whatever its style; nil for lists and mappings.
  package var scalar: String? {
    if case .scalar(let text, _) = kind { text } else { nil }
  }

  /// The value of `key`, without any report.
  package subscript(_ key: String) -> YAMLNode? {
    guard case .mapping(let pairs) = kind else { return nil }
    return pairs.first { $0.key.scalar == key }?.value
  }

  /// An empty plain scalar, `~` or `null`: a key without a value.
  package var isNull: Bool {
    guard case .scalar(let text, quoted: false) = kind else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }
}

/// One YAML file: its name for diagnostics, and its documents.
package struct YAMLDocument: Sendable {
  package let file: String
  package let root: YAMLNode
  package init(file: String, root: YAMLNode) {
    self.file = file
    self.root = root
  }
}
