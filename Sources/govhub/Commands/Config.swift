import ArgumentParser

struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show the settings in force, without secrets.",
    discussion: """
      Settings and their defaults: database (PG* variables), keys (/etc/govhub/keys), mappings (Mappings), policies (Policies),
      sources (.), secrets (/etc/govhub/secrets), host (127.0.0.1), port (8080), audience (govhub), trustedProxies ([]),
      profile (development, or production), policyRoot (digest of the first signed policy set), auditHeads.file (none),
      auditHeads.syslog (false), auditRetention (3y).
      govhub.yaml:   govhub: {host: 10.0.0.5, port: 8443}
      environment:   GOVHUB_HOST=10.0.0.5
      options win over both. A name that is not one of these is refused.
      """)

  @OptionGroup var settings: Settings
  @Flag(help: "What is in force after file, environment and options (the default).") var effective = false

  func run() async throws {
    let configuration = try await settings.load()
    for (name, value) in configuration.effective { Terminal.say("\(name): \(value)") }
  }
}
