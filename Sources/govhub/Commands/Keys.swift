import ArgumentParser
import HubCrypto

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Key rings.", subcommands: [Restrict.self, Rotate.self])

  struct Restrict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key ring for one kind of process, without the root and without the other keys.",
      discussion: """
        A verification process holds nothing that opens a sealed field; reading is for one that also answers reads. Administration
        is for who publishes sets and suspends clients: it holds the key that signs the record of that, and nothing else. Audit is
        for the audit administrator: it makes the fingerprint that a subject has in the audit, and signs the record of each search;
        it opens nothing.
        """)

    @OptionGroup var settings: Settings
    @Option(name: .customLong("for"), help: "verification, reading, ingest, administration or audit.") var process: String
    @Option(help: "File to write (mode 0600).") var out: String

    private static let purposes: [String: Set<KeyPurpose>] = [
      "verification": .verification, "reading": .reading, "ingest": .ingest, "administration": .administration, "audit": .audit,
    ]

    func validate() throws { _ = try purposes() }

    func run() async throws {
      try await Hub(settings).keyRing().restricted(to: try purposes()).save(at: out)
      Terminal.say(out)
    }

    private func purposes() throws -> Set<KeyPurpose> {
      if let purposes = Self.purposes[process] { return purposes }
      throw OptionWord.refused(process, of: "--for", words: Self.purposes.keys.sorted())
    }
  }
}
