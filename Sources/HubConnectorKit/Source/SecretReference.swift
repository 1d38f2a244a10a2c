/// `secret://department/name`: where a secret is kept, never the secret.
package struct SecretReference: Sendable, Hashable {
  /// `department`, `name`: lower-case ASCII letters and digits, single hyphens between them.
  package let parts: [String]

  /// Nil for anything else.
  package init?(_ text: String) {
    let scheme = "secret://"
    guard text.hasPrefix(scheme) else { return nil }
    let parts = text.dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...4).contains(parts.count), parts.allSatisfy(Self.isPlain) else { return nil }
    self.parts = parts
  }

  private static func isPlain(_ part: String) -> Bool {
    let isWord = part.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
    return isWord && part.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }

  package var text: String { "secret://" + parts.joined(separator: "/") }
}
