import ArgumentParser

/// Options that every command that touches a deployment has.
struct Settings: ParsableArguments {
  @Option(name: .customLong("config"), help: "File of settings (default: govhub.yaml here, where there is one).")
  var file: String?

  @Option(help: "libpq URI of the database (default: GOVHUB_DATABASE, govhub.yaml, or PG* variables).")
  var database: String?

  @Option(help: "Key ring file (mode 0600).")
  var keys: String?

  @Option(help: "Folder of mappings.")
  var mappings: String?

  @Option(help: "Folder of policies.")
  var policies: String?

  @Option(help: "Folder that {sources} in a mapping stands for.")
  var sources: String?

  @Option(help: "Folder of the secrets that secret://department/name stands for.")
  var secrets: String?

  func load() async throws -> HubConfiguration {
    var configuration = try await HubConfiguration.load(file: file)
    if let database { configuration.database = database }
    if let keys { configuration.keys = keys }
    if let mappings { configuration.mappings = mappings }
    if let policies { configuration.policies = policies }
    if let sources { configuration.sources = sources }
    if let secrets { configuration.secrets = secrets }
    return configuration
  }
}
