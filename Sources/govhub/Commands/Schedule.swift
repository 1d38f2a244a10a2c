import ArgumentParser
import HubCrypto
import HubStore
import Logging
import ServiceLifecycle
import UnixSignals

struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "Read datasets at the times that their mappings say.",
    subcommands: [Run.self, List.self], defaultSubcommand: List.self)

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start datasets at their times until told to end.",
      discussion: """
        Any number of these may run against one database: one leads, the others stand by and take over within seconds.
        Times that were missed are made up by one run of each dataset. SIGTERM ends it; what is read at that moment is broken
        off, and read again by the next leader.
        """)
    @OptionGroup var settings: Settings
    @Option(help: "So many datasets at the same time.") var parallel = 2

    func validate() throws {
      if !(1...64).contains(parallel) { throw ValidationError("--parallel takes a number from 1 to 64.") }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      // What no waiting would mend is told at once.
      _ = try hub.keyRing().restricted(to: .ingest)
      let logger = Logger(label: "govhub.schedule")
      let group = ServiceGroup(
        configuration: .init(
          services: [.init(service: SchedulerService(hub: hub, parallel: parallel, logger: logger))],
          gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
      try await group.run()
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show each dataset's times: how it is scheduled, the last run and how it ended, the next run.")
    @OptionGroup var settings: Settings
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
      let hub = try await Hub(settings)
      let table = try await hub.withDatabase(.ingest) { connection in
        ScheduleTable(try await hub.publishedMapping(on: connection), try await RunTraces.read(on: connection))
      }
      Terminal.say(json ? try Terminal.json(table.rows) : table.text)
    }
  }
}
