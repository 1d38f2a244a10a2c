/// One word that a connector understands in a mapping's `source:` block.
///
/// The mapping loader checks files by these, `mapping.schema.json` is made of them, and `govhub connector` prints them:
/// a connector says once what it takes.
package struct SourceOption: Sendable {
  package indirect enum Shape: Sendable {
    /// Any text.
    case text
    /// An address or a path without user and password; the scheme is one of the list, a path only where `file` is among them.
    case address(schemes: [String])
    /// `90s`, `10m`, `36h`, `2d`; read as seconds.
    case duration
    case count(ClosedRange<Int>)
    case flag
    /// One of these words.
    case word([String])
    case texts
    /// Names of the steward's own with a text each.
    case table
    /// Options of their own.
    case group([SourceOption])
    /// A group whose option `kind` decides which others it has.
    case variants([(kind: String, options: [SourceOption])])
  }

  package let name: String
  package let shape: Shape
  package let isRequired: Bool
  /// What it is for, in one line, default included.
  package let zh: String
  package let en: String

  package init(_ name: String, _ shape: Shape, required: Bool = false, zh: String, en: String) {
    self.name = name
    self.shape = shape
    isRequired = required
    self.zh = zh
    self.en = en
  }
}
