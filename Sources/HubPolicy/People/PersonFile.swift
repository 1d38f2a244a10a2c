/// Files of people as text, for the command that writes them.
package enum PersonFile {
  /// `people/<id>.yaml`; `keyFile` lies beside it.
  package static func render(_ person: RegisteredPerson, keyFile: String) -> String {
    var lines = [
      "# yaml-language-server: $schema=../policy.schema.json",
      "person: \(ClientFile.word(person.id))",
      "title: \(ClientFile.quoted(person.title))",
      "role: \(person.role.rawValue)",
      "status: \(person.status.rawValue)",
    ]
    if let key = person.keys.first {
      lines.append("keys:")
      lines.append("  - {alg: \(key.algorithm.rawValue), public: \(keyFile), not_after: \(key.notAfter.text)}")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
