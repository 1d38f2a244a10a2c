import ArgumentParser
import HubCrypto
import HubMapping
import HubPostgres
import HubStore

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database to the schema of the mappings. Only adds or widens.",
    discussion: """
      With --plan prints the statements and changes nothing. Needs a login that may create schemas and roles, and the key ring: the
      publication of the mappings is put on record. In production it publishes none where some are live: that is the steward's
      (`govhub mapping publish`).
      """)

  @OptionGroup var settings: Settings
  @Flag(help: "Print what would be done.") var plan = false

  func run() async throws {
    let hub = try await Hub(settings)
    let mapping = try hub.testedMappingSet()
    try await hub.withDatabase(nil) { connection in
      let migrator = Migrator(connection: connection, schema: mapping.storeSchema)
      let statements = try await migrator.plan()
      if plan {
        Terminal.say(statements.isEmpty ? "-- nothing to do" : statements.map { $0 + ";" }.joined(separator: "\n"))
        return
      }
      // Nothing is changed that could not be put on record.
      let keys = try hub.keyRing()
      _ = try keys.signer()
      try await KeyVersions.requireOwn(keys, on: connection)
      try await migrator.migrate()
      try await KeyVersions.register(keys, on: connection)
      if try await hub.isProduction(on: connection), try await PublishedSet.live(.mapping, on: connection) != nil {
        return Terminal.note("migrated: \(statements.count) statement(s); a steward publishes the mappings")
      }
      try await hub.record(.publishMapping, [Hex.encode(mapping.digest)])
      let published = try await PublishedSet.publish(
        .mapping, files: mapping.files, digest: mapping.digest, by: Person.current, on: connection)
      Terminal.note("migrated: \(statements.count) statement(s); mapping set m\(published.sequence) is live")
    }
  }
}
