import HubYAML

/// Client files as text, for the commands that write them.
package enum ClientFile {
  /// `clients/<id>.yaml` of a client, with inline PEM keys.
  package static func render(_ client: Client) -> String {
    var lines = [
      "# yaml-language-server: $schema=../policy.schema.json",
      "client: \(word(client.id))",
      "title: \(quoted(client.title))",
      "unit: {name: \(quoted(client.unit.name)), code: \(quoted(client.unit.code))}",
      "kind: \(client.kind.rawValue)",
      "status: \(client.status.rawValue)",
      "roles: [\(client.roles.map(word).joined(separator: ", "))]",
    ]
    if !client.keys.isEmpty { lines += ["keys:"] + client.keys.flatMap(key) }
    if !client.networks.isEmpty {
      lines.append("networks: [\(client.networks.map { quoted($0.description) }.joined(separator: ", "))]")
    }
    if let request = client.request { lines.append("request: \(quoted(request))") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text with another `status:`, comments kept; nil where there is no such line.
  package static func setting(_ status: Client.Status, in text: String) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let index = lines.firstIndex(where: { $0.hasPrefix("status:") }) else { return nil }
    let comment = lines[index].firstIndex(of: "#").map { " " + lines[index][$0...] } ?? ""
    lines[index] = "status: \(status.rawValue)\(comment)"
    return lines.joined(separator: "\n")
  }

  private static func key(_ key: ClientKey) -> [String] {
    let pem = key.publicPEM.split(whereSeparator: \.isNewline)
    let end = key.notAfter.map { ["    not_after: \($0.text)"] } ?? []
    return ["  - id: \(word(key.id))", "    alg: \(key.algorithm.rawValue)", "    public: |"] + pem.map { "      \($0)" } + end
  }

  /// A name, quoted only where YAML would take it for something else.
  static func word(_ name: String) -> String { PlainScalar.isAmbiguous(name) ? quoted(name) : name }

  /// A double-quoted scalar (YAML 1.2, 5.7).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
