import HubConnectorKit

extension ConformanceRun {
  /// Uses the connector once more with standard output and error caught, then looks through all it ever said.
  func canary() async throws {
    try demand(!subject.secrets.isEmpty, "the subject supplies no `secrets`, and no bypass gives a reason")
    transcript.add(try await OutputCapture.during { await speak() })
    for text in await subject.output?() ?? [] { transcript.add(text) }
    for (index, secret) in (subject.secrets + [Self.wrongWord]).enumerated() {
      try demand(pieces(of: secret).allSatisfy { !transcript.says($0) }, "secret \(index + 1) is said")
    }
    try demand(!transcript.says(ConformanceRows.marker), "a value of the data is said")
  }

  private func speak() async {
    if let (source, _) = try? await peopleSource() { await speak(source.connector) }
    if let connector = try? await subject.wrongPassword?(Self.wrongWord) { await speak(connector) }
    if let connector = try? await subject.unreachable?() { await speak(connector) }
    if let connector = try? await subject.expiredCertificate?() { await speak(connector) }
  }

  private func speak(_ connector: any Connector) async {
    transcript.add(String(describing: connector))
    transcript.add(String(reflecting: connector))
    do {
      transcript.add(String(reflecting: try await connector.check()))
      transcript.add(String(reflecting: try await connector.discover()))
      _ = try await read(connector)
    } catch {
      transcript.add(error)
    }
  }

  /// A key of several lines is looked for line by line.
  private func pieces(of secret: String) -> [String] {
    let lines = secret.split(separator: "\n").map(String.init).filter { $0.utf8.count > 5 && !$0.hasPrefix("-----") }
    return lines.isEmpty ? [secret] : lines
  }
}
