import ArgumentParser
import HubModel
import HubStore

struct Digest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute what the hub holds as one number, to compare two hubs or one before and after.",
    discussion: "Order-free SM3 over opened values, states, sources and observation times; needs the key ring.")

  @OptionGroup var settings: Settings
  @Flag(help: "Only the last line.") var short = false

  func run() async throws {
    let hub = try await Hub(settings)
    let keys = try hub.keyRing()
    let parts = try await hub.withDatabase(.ingest) { connection in
      let mapping = try await hub.publishedMapping(on: connection)
      return try await HubDigest(connection: connection, schema: mapping.storeSchema, keys: keys).compute()
    }
    if short {
      Terminal.say(parts.last?.digest ?? "")
    } else {
      Terminal.say(Terminal.table(["part", "rows", "digest"], parts.map { [$0.name, "\($0.rows)", $0.digest] }, right: [1]))
    }
  }
}

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Derive the hub's tables anew from landing. Readers see each entity wholly old or wholly new."
  )

  @OptionGroup var settings: Settings

  func run() async throws {
    let hub = try await Hub(settings)
    try await hub.withDatabase(.ingest) { connection in
      let mapping = try await hub.publishedMapping(on: connection)
      try await Rebuild(connection: connection, schema: mapping.storeSchema).rebuild { Terminal.note("rebuilding \($0)") }
    }
  }
}
