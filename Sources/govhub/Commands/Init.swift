import ArgumentParser
import HubCrypto
import HubMapping
import HubModel
import HubPolicy
import HubPostgres
import HubStore

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prepare a deployment: make its key ring, create the schema, publish mappings and policies.",
    discussion: """
      The suite is chosen once: `sm` (SM2, SM3, SM4) where GB/T 39786 applies, `nist` (P-256, SHA-256, AES-256-GCM) elsewhere.
      Keep a copy of the key ring apart from the database's backups: without it no sealed field can ever be read again.
      In production no policy set is published: two security administrators sign the first one (`govhub policy propose`).
      """)

  @OptionGroup var settings: Settings
  @Option(help: "sm or nist.") var suite: String

  func validate() throws { let _: Suite = try OptionWord.read(suite, of: "--suite") }

  func run() async throws {
    let suite: Suite = try OptionWord.read(suite, of: "--suite")
    let hub = try await Hub(settings)
    // A database that cannot be reached, or is another ring's, must not leave a key ring behind.
    try await hub.withDatabase(nil) { try await KeyVersions.requireOwn(nil, on: $0) }
    try KeyRing.create(at: hub.configuration.keys, suite: suite)
    Terminal.note("key ring: \(hub.configuration.keys) (\(suite.rawValue))")
    try await hub.prepare()
  }
}

extension Hub {
  /// Schema, mapping set, key version and, in development, policy set of a new database; does nothing where they are there.
  func prepare() async throws {
    let mapping = try mappingSet()
    let policy = try policySet(mapping)
    let keys = try keyRing()
    try await withDatabase(nil) { connection in
      try await KeyVersions.requireOwn(keys, on: connection)
      try await Migrator(connection: connection, schema: mapping.storeSchema).migrate()
      try await KeyVersions.register(keys, on: connection)
      _ = try await PublishedSet.publish(
        .mapping, files: mapping.files, digest: mapping.digest, by: Person.current, on: connection)
      if try await isProduction(on: connection) { return }
      _ = try await PublishedSet.publish(
        .policy, files: policy.packable, digest: policy.digest, by: Person.current, on: connection)
    }
  }
}
