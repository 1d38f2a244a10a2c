import ArgumentParser
import HubCrypto

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Key rings.", subcommands: [Restrict.self])

  struct Restrict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key ring for one kind of process, without the root and without the other keys.",
      discussion: "A verification process holds nothing that opens a sealed field.")

    @OptionGroup var settings: Settings
    @Option(name: .customLong("for"), help: "verification or ingest.") var process: String
    @Option(help: "File to write (mode 0600).") var out: String

    func run() async throws {
      let purposes: Set<KeyPurpose>
      switch process {
      case "verification": purposes = .verification
      case "ingest": purposes = .ingest
      default: throw ValidationError("--for is verification or ingest")
      }
      try await Hub(settings).keyRing().restricted(to: purposes).save(at: out)
      Terminal.say(out)
    }
  }
}
